using System.Net;
using System.Net.Sockets;
using System.Text;
using KanbanAspire.Local.Cognito.Users;
using KanbanAspire.Tests.Support;
using KanbanAspire.Tools.ChildProcesses;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Tests.Cognito;

/// <summary>What is kept between runs, what is not there when deployed, and what a damaged folder leads to.</summary>
public sealed class DataFolderTests
{
    [Fact]
    public async Task Restart_KeepsUsersKeysSessionsAndRefreshTokens()
    {
        var folder = Directory.CreateTempSubdirectory("cognito-").FullName;
        try
        {
            string refresh, keys;
            (int, int) ports;
            Visitor visitor;
            await using (var first = await UserPoolServer.StartAsync(folder))
            {
                ports = first.Ports;
                visitor = first.NewVisitor();
                refresh = (string)(await visitor.TokensAsync(first.Request()))["refresh_token"]!;
                keys = await File.ReadAllTextAsync(Path.Combine(folder, "keys.json"));
            }

            await using var second = await UserPoolServer.StartAsync(folder, ports: ports);
            var (status, _) = await second.NewVisitor().RefreshAsync(refresh);
            var session = await visitor.GetAsync("/oauth2/authorize" + second.Request());

            Assert.Equal(keys, await File.ReadAllTextAsync(Path.Combine(folder, "keys.json")));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.StartsWith(UserPoolServer.Callback + "?code=", session.Headers.Location!.OriginalString);
            Assert.Equal(HttpStatusCode.Redirect, (await second.NewVisitor().SignInAsync(second.Request())).StatusCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("Production", "localhost")]
    [InlineData("Staging", "localhost")]
    [InlineData("Development", "kanban.example.com")]
    public async Task DemoUser_AnywhereButInLocalDevelopment_IsNotThere(string environment, string domainHost)
    {
        await using var pool = await UserPoolServer.StartAsync(environment: environment, domainHost: domainHost);
        using var http = new HttpClient();
        await http.GetStringAsync(pool.Issuer + "/.well-known/jwks.json");
        using var scope = pool.Services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<CognitoUser>>();

        Assert.Null(await users.FindByEmailAsync(UserPoolServer.DemoEmail));
    }

    [Fact]
    public void Published_Applications_KnowNothingOfTheLocalPool()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "Local", "Cognito", "Cognito.csproj"));

        Assert.Contains("<IsPublishable>false</IsPublishable>", project);
        foreach (var application in new[] { "Api", "Scheduler", "Web" })
        {
            var dependencies = File.ReadAllText(Repository.Built(application) + ".deps.json");
            Assert.DoesNotContain("\"Cognito/", dependencies);
            Assert.DoesNotContain("OpenIddict", dependencies);
        }
    }

    [Fact]
    public async Task Logs_OfASignUpAndItsTokens_TellNoneOfTheirSecrets()
    {
        var log = new StringBuilder();
        await using var pool = await UserPoolServer.StartAsync(log: log);
        var (visitor, email) = (pool.NewVisitor(), $"canary-{Guid.NewGuid():N}@example.com");
        await visitor.SubmitAsync("/signup" + pool.Request(), ("username", email), ("password", "Canary-2026!"));
        var code = await visitor.MailedCodeAsync(email);
        await visitor.SubmitAsync("/confirm" + pool.Request(), ("username", email), ("code", code));
        var authorizationCode = await visitor.CodeAsync();
        var (_, tokens) = await visitor.RedeemAsync(authorizationCode);
        await visitor.RedeemAsync(authorizationCode);
        await visitor.UserInfoAsync((string)tokens["access_token"]!);
        await visitor.SignInAsync(pool.Request(), email, "Wrong-Canary-2026!");

        var text = log.ToString();

        Assert.Contains("Mail arrives at", text);
        string[] secrets =
        [
            email, "Canary-2026!", code, authorizationCode, (string)tokens["access_token"]!, (string)tokens["id_token"]!,
            (string)tokens["refresh_token"]!, "state-1", "nonce-1", Visitor.Verifier,
        ];
        Assert.All(secrets, it => Assert.DoesNotContain(it, text));
    }

    [Theory]
    [InlineData("pool.db", "delete {0} and start again")]
    [InlineData("keys.json", "delete {0} and start again")]
    public async Task Start_WithADamagedFile_SaysInOneLineWhatToDo(string file, string remedy)
    {
        var folder = Directory.CreateTempSubdirectory("cognito-").FullName;
        var path = Path.Combine(folder, file);
        await File.WriteAllTextAsync(path, new string('x', 5000));
        try
        {
            var lines = new List<string>();
            await using var process = ChildProcess.Start(
                new ChildProcessStart(Repository.Built("Cognito"), [], folder, new Dictionary<string, string?>
                {
                    ["Cognito__DataFolder"] = folder,
                    ["Cognito__Domain"] = $"http://localhost:{Repository.FreePort()}",
                    ["Cognito__Issuer"] = $"http://localhost:{Repository.FreePort()}",
                }),
                (line, isError) =>
                {
                    if (isError)
                    {
                        lock (lines)
                        {
                            lines.Add(line);
                        }
                    }
                });

            Assert.Equal(1, await process.Exited.WaitAsync(TimeSpan.FromSeconds(30)));
            Assert.Contains(string.Format(System.Globalization.CultureInfo.InvariantCulture, remedy, path), Assert.Single(lines));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Mailbox_PostedToByAWebPage_TakesNothing()
    {
        await using var pool = await UserPoolServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, pool.SmtpPort);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n" };
        Assert.StartsWith("220", await reader.ReadLineAsync());
        await writer.WriteLineAsync("POST / HTTP/1.1\r\nHost: 127.0.0.1");
        await writer.FlushAsync();

        Assert.StartsWith("421", await reader.ReadLineAsync());
        Assert.Null(await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Mailbox_MailOfAnySender_IsShownAsText()
    {
        await using var pool = await UserPoolServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, pool.SmtpPort);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        Assert.StartsWith("220", await reader.ReadLineAsync());
        foreach (var (line, answer) in new[]
        {
            ("HELO test", "250"), ("DATA", "503"), ("VRFY x", "502"), ("MAIL FROM:<a@example.com>", "250"),
            ("RCPT TO:<b@example.com>", "250"), ("DATA", "354"),
            ("To: b@example.com\r\nSubject: <script>alert(1)</script>\r\n\r\n..one dot\r\n<b>bold</b>\r\n.", "250"), ("QUIT", "221"),
        })
        {
            await writer.WriteLineAsync(line);
            Assert.StartsWith(answer, await reader.ReadLineAsync());
        }

        var page = await (await pool.NewVisitor().GetAsync("/mailbox")).Content.ReadAsStringAsync();

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page);
        Assert.DoesNotContain("<script>alert", page);
    }
}
