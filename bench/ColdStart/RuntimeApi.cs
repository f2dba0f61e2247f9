using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KanbanAspire.Bench.ColdStart;

/// <summary>
/// A Runtime API for one process at a time, on a bare socket so that it costs next to nothing: it notes when the first
/// poll arrives, hands out one event after the other and takes the time to each answer.
/// </summary>
internal sealed class RuntimeApi : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _buffer = new byte[64 * 1024];

    public RuntimeApi() => _listener.Start();

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Serves one process: its first poll, a first event, then warm ones.</summary>
    /// <param name="path">Path of the events.</param>
    /// <param name="warmRequests">How many follow the first.</param>
    /// <param name="started">When the process was started.</param>
    /// <param name="cpuMs">Reads the processor time that the process has used.</param>
    public async Task<Run> ServeAsync(string path, int warmRequests, long started, Func<double> cpuMs, CancellationToken cancellationToken)
    {
        using var socket = await _listener.AcceptSocketAsync(cancellationToken);
        socket.NoDelay = true;
        await ReadMessageAsync(socket, cancellationToken);
        var init = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var initCpu = cpuMs();
        var invocation = Event(path);
        var warm = new List<double>();
        var first = 0.0;
        for (var n = 0; n <= warmRequests; n++)
        {
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(invocation, cancellationToken);
            var answer = await ReadMessageAsync(socket, cancellationToken);
            if (n == 0)
            {
                first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (!answer.Contains("\"statusCode\":200", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"{path} was answered with: {answer}");
                }
            }
            else
            {
                warm.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            await socket.SendAsync("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancellationToken);
            await ReadMessageAsync(socket, cancellationToken);
        }

        return new Run(init, first, warm) { InitCpuMs = initCpu };
    }

    public void Dispose() => _listener.Dispose();

    private static byte[] Event(string path)
    {
        var body = $$$"""
            {"version":"2.0","routeKey":"GET {{{path}}}","rawPath":"{{{path}}}","rawQueryString":"","headers":{"host":"bench","accept":"*/*","x-forwarded-proto":"https"},"requestContext":{"http":{"method":"GET","path":"{{{path}}}","protocol":"HTTP/1.1","sourceIp":"127.0.0.1","userAgent":"bench"},"requestId":"bench","stage":"$default"},"isBase64Encoded":false}
            """;
        var deadline = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeMilliseconds();
        return Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nLambda-Runtime-Aws-Request-Id: bench\r\n"
            + $"Lambda-Runtime-Deadline-Ms: {deadline}\r\nLambda-Runtime-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1\r\n\r\n{body}");
    }

    private async Task<string> ReadMessageAsync(Socket socket, CancellationToken cancellationToken)
    {
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                throw new InvalidOperationException("The process ended.");
            }

            length += read;
            var text = Encoding.Latin1.GetString(_buffer, 0, length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && length >= end + 4 + ContentLength(text[..end]))
            {
                return text;
            }
        }
    }

    private static int ContentLength(string head)
    {
        const string Name = "content-length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head[(at + Name.Length)..].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>What one process took.</summary>
/// <param name="InitMs">Process start to the first poll; of a web server, to the first answer of any kind.</param>
/// <param name="FirstAnswerMs">Process start to the first answer.</param>
/// <param name="WarmMs">Each later request.</param>
internal sealed record Run(double InitMs, double FirstAnswerMs, IReadOnlyList<double> WarmMs)
{
    /// <summary>Gets the processor time up to the first poll, which a busy machine does not lengthen.</summary>
    public double InitCpuMs { get; init; }

    public double PeakMemoryMb { get; init; }
}
