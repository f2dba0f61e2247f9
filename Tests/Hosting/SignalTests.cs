using System.Net.Sockets;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Hosting;

/// <summary>Ends whole systems. They have a time for it, so nothing else runs meanwhile.</summary>
[Collection("Alone")]
public sealed class SignalTests
{
    [Theory]
    [InlineData("TERM", 5)]
    [InlineData("INT", 5)]
    [InlineData("KILL", 10)]
    public async Task AppHost_Signalled_LeavesNoProcessAndNoPort(string signal, int seconds)
    {
        var appHost = AppHostProcess.Start();
        await appHost.WaitUntilHealthyAsync();
        var processes = Processes.OfSystem(appHost.Process.Id).Select(p => p.Id).Append(appHost.Process.Id).ToList();
        Assert.True(processes.Count >= 10, $"Only {processes.Count} processes were started.");

        await Processes.SignalAsync(appHost.Process.Id, signal);
        var left = await Processes.WaitUntilGoneAsync(processes, TimeSpan.FromSeconds(seconds));

        Assert.Empty(left);
        Assert.Equal(signal is "KILL" ? 137 : 0, await appHost.Process.Exited);
        Assert.All(appHost.Addresses, address => Assert.Throws<SocketException>(() => new TcpClient("localhost", new Uri(address).Port).Dispose()));
        await appHost.DisposeAsync();
    }
}

/// <summary>Names the collection whose tests run while no other does.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
