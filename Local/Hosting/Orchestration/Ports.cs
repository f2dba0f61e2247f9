using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace KanbanAspire.Local.Hosting;

/// <summary>Gives every endpoint its port before anything starts, so that addresses can be passed on in any order.</summary>
internal static class Ports
{
    /// <summary>Allocates the ports of all endpoints.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="randomize">True to ignore fixed ports, so that a second run does not meet the first.</param>
    /// <exception cref="StartException">A fixed port is in use.</exception>
    public static void Allocate(IEnumerable<Resource> resources, bool randomize)
    {
        foreach (var resource in resources)
        {
            foreach (var endpoint in resource.Model.Endpoints)
            {
                endpoint.Port = randomize || endpoint.FixedPort is null
                    ? Free()
                    : Fixed(endpoint.FixedPort.Value, resource.Name);
            }
        }
    }

    /// <summary>Gets a free loopback port.</summary>
    /// <returns>The port.</returns>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Finds out whether a program listens; an HTTP client would throw for each time that none does yet.</summary>
    /// <param name="port">Loopback port.</param>
    /// <returns>True when it accepts connections.</returns>
    public static async Task<bool> IsListeningAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var attempt = new SocketAsyncEventArgs();
        attempt.RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port);
        var connecting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        attempt.Completed += (_, _) => connecting.SetResult();
        if (socket.ConnectAsync(attempt))
        {
            await connecting.Task;
        }

        return attempt.SocketError == SocketError.Success;
    }

    /// <summary>Checks that a port is free.</summary>
    /// <param name="port">The port.</param>
    /// <param name="owner">Who wants it, for the message.</param>
    /// <returns>The port.</returns>
    /// <exception cref="StartException">It is in use.</exception>
    public static int Fixed(int port, string owner)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return port;
        }
        catch (SocketException)
        {
            throw new StartException(
                $"Port {port} of '{owner}' is in use. Stop the program that uses it (perhaps another run of this AppHost), or " +
                "start with --free-ports to take any free ones.");
        }
    }
}
