using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using KanbanAspire.Tools.ChildProcesses;

namespace KanbanAspire.Tests.Support;

/// <summary>
/// moto, another emulator of AWS, in memory, for the tests of a class: a second opinion on DynamoDB, and on what a role may do.
/// https://docs.getmoto.org/en/latest/docs/server_mode.html
/// </summary>
public sealed partial class MotoServer : IAsyncLifetime
{
    /// <summary>Name of the program.</summary>
    public const string Program = "moto_server";

    /// <summary>How to install it.</summary>
    public const string Install = "pip install 'moto[server]'";

    private readonly HttpClient _http = new();
    private ChildProcess? _process;

    /// <summary>Gets the address.</summary>
    public string Endpoint { get; private set; } = "";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (!OnPath.Has(Program))
        {
            return;
        }

        var port = Repository.FreePort();
        Endpoint = $"http://127.0.0.1:{port}";
        _process = ChildProcess.Start(new ChildProcessStart(Program, ["-H", "127.0.0.1", "-p", $"{port}"]), (_, _) => { });
        await Eventually.TrueAsync(AnswersAsync, () => "moto does not start.");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    /// <summary>Makes a client with credentials of a role, whose policy is replaced.</summary>
    /// <param name="role">Name of the role; created if it is not there.</param>
    /// <param name="policy">All that it may do.</param>
    /// <returns>The client; the caller disposes it.</returns>
    public async Task<AmazonDynamoDBClient> AssumeRoleAsync(string role, string policy)
    {
        await CallAsync("iam", new() { ["Action"] = "CreateRole", ["RoleName"] = role, ["AssumeRolePolicyDocument"] = """{ "Statement": [] }""" });
        await CallAsync("iam", new() { ["Action"] = "PutRolePolicy", ["RoleName"] = role, ["PolicyName"] = "all", ["PolicyDocument"] = policy });
        var answer = await CallAsync(
            "sts", new() { ["Action"] = "AssumeRole", ["RoleArn"] = $"arn:aws:iam::123456789012:role/{role}", ["RoleSessionName"] = "test" });
        var values = Credential().Matches(answer).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value, StringComparer.Ordinal);
        return new(
            new SessionAWSCredentials(values["AccessKeyId"], values["SecretAccessKey"], values["SessionToken"]),
            new AmazonDynamoDBConfig { ServiceURL = Endpoint, AuthenticationRegion = "ap-northeast-2", MaxErrorRetry = 0 });
    }

    /// <summary>Turns the check of signatures and permissions on or off; at first it is off.</summary>
    public async Task CheckPermissionsAsync(bool isOn)
    {
        using var content = new StringContent(isOn ? "0" : "inf");
        using var answer = await _http.PostAsync($"{Endpoint}/moto-api/reset-auth", content);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await _http.GetAsync($"{Endpoint}/moto-api/data.json");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // By hand, because the clients of IAM and STS would be packages for these three calls. The signature names the service.
    private async Task<string> CallAsync(string service, Dictionary<string, string> parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new FormUrlEncodedContent(parameters) };
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode || text.Contains("EntityAlreadyExists", StringComparison.Ordinal), text);
        return text;
    }

    [GeneratedRegex("<(?<name>AccessKeyId|SecretAccessKey|SessionToken)>(?<value>[^<]+)<", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Credential();
}
