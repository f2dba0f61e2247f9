using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.AppSync;

/// <summary>AWS's own client for browsers, unpatched from npm, hears events of the local Event API.</summary>
public sealed class ForeignClientTests
{
    [Fact]
    public async Task Amplify_AgainstTheLocalEventApi_Passes()
    {
        const string folder = "Tests/AppSync/clients";
        // Amplify opens its socket by TLS, whatever the address says.
        using var certificate = EventApiServer.CreateCertificate();
        await using var server = await EventApiServer.StartAsync(certificate);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
            await NodePackage.InstallAsync(folder);

            var (exitCode, output) = await NodePackage.RunAsync(folder, "node", ["aws-amplify.mjs"], new()
            {
                ["ENDPOINT"] = new Uri(server.Address, "event").ToString(),
                ["TOKEN"] = server.Pool.Issue("ann"),
                ["EXPIRED"] = server.Pool.Issue("ann", claims => claims["exp"] = DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeSeconds()),
                ["NODE_EXTRA_CA_CERTS"] = file,
            });

            Assert.True(exitCode == 0 && output.EndsWith("passed", StringComparison.Ordinal), output);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
