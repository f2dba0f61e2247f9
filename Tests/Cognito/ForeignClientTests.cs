using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Cognito;

/// <summary>Clients that others wrote, unpatched from npm, sign in to the local pool.</summary>
public sealed class ForeignClientTests(UserPoolFixture fixture) : IClassFixture<UserPoolFixture>
{
    [Theory]
    [InlineData("openid-client.mjs")]
    [InlineData("oidc-client-ts.mjs")]
    [InlineData("aws-jwt-verify.mjs")]
    public async Task ForeignClient_AgainstTheLocalPool_Passes(string script)
    {
        await NodePackage.InstallAsync("Tests/Cognito/clients");

        var (exitCode, output) = await NodePackage.RunAsync("Tests/Cognito/clients", "node", [script], new()
        {
            ["ISSUER"] = fixture.Server.Issuer,
            ["DOMAIN"] = fixture.Server.Domain,
            ["CLIENT_ID"] = UserPoolServer.WebClient,
            ["CALLBACK"] = UserPoolServer.Callback,
            ["SIGNED_OUT"] = UserPoolServer.WebOrigin + "/",
            ["EMAIL"] = UserPoolServer.DemoEmail,
            ["PASSWORD"] = UserPoolServer.DemoPassword,
        });

        Assert.True(exitCode == 0 && output.EndsWith("passed", StringComparison.Ordinal), output);
    }
}
