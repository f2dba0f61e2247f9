using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using KanbanAspire.Tests.Support;

namespace KanbanAspire.Tests.Stack;

/// <summary>Runs deploy and destroy against an AWS CLI and a CDK that only write down how they were called and answer as told.</summary>
public sealed class DeployTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kanban-aspire-deploy-");
    private readonly Programs _programs;
    private readonly string _stack = $"t{Guid.NewGuid():N}"[..20];

    public DeployTests() => _programs = new Programs(_folder.CreateSubdirectory("bin").FullName, "node");

    public void Dispose() => _folder.Delete(recursive: true);

    // Whatever goes to AWS goes nowhere.
    private static Dictionary<string, string?> Offline => new(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = "none",
        ["AWS_SECRET_ACCESS_KEY"] = "none",
        ["HTTPS_PROXY"] = "http://127.0.0.1:9",
        ["NO_PROXY"] = "localhost,127.0.0.1",
    };

    private string OutputsFile => Path.Combine(_folder.FullName, "stacks", $"{_stack}.json");

    [Fact]
    public async Task Deploy_WithoutNodeAndCredentials_NamesBothBeforeBuilding()
    {
        var (exitCode, output) = await RunAsync("deploy", new(StringComparer.Ordinal) { ["PATH"] = _folder.FullName, ["AWS_PROFILE"] = null });

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains("Node.js 20 or later (22 is recommended) was not found", StringComparison.Ordinal));
        Assert.Contains(output, line => line.Contains("npx was not found", StringComparison.Ordinal));
        Assert.Contains(output, line => line.Contains("No AWS credentials were found", StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.Contains("Packing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sts", "An error occurred (ExpiredToken): The security token is expired.", "AWS does not take the credentials: An error occurred (ExpiredToken)")]
    [InlineData("ssm", "An error occurred (ParameterNotFound)", "Account 123456789012 is not bootstrapped for the CDK in ap-northeast-2. Once: npx --yes aws-cdk@")]
    [InlineData("old", "", "too old (5, needed is 6)")]
    public async Task Deploy_AccountIsNotReady_SaysSoBeforeBuilding(string fails, string error, string expected)
    {
        var (exitCode, output) = await RunAsync("deploy", Tools(fails, error));

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.StartsWith("cdk", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_Stack_SaysWhatItMakesThenDeploysAndKeepsTheOutputs()
    {
        var (exitCode, output) = await RunAsync(
            "deploy", Tools(), "--packages", _programs.Packages(), "--output-path", _folder.FullName, "--Parameters:mfa", "OPTIONAL");

        Assert.True(exitCode == 0, string.Join('\n', output));
        var lines = output.ToList();
        var summary = lines.FindIndex(line => line.StartsWith($"Stack {_stack}, stage course, AwsPackages=", StringComparison.Ordinal));
        var cdk = lines.FindIndex(line => line.StartsWith("cdk ", StringComparison.Ordinal));
        var printed = lines.FindIndex(line => line.Contains("https://board.example.com", StringComparison.Ordinal));
        Assert.True(summary >= 0 && summary < cdk && cdk < printed, string.Join('\n', output));
        Assert.Matches(
            $"^cdk --yes --package aws-cdk@[0-9.]+ -- node .*/Deployment/cdk.cjs deploy {_stack} --app .*/cdk.out --require-approval never --outputs-file .* --no-notices",
            lines[cdk]);
        Assert.Matches($$"""^parameters \["{{_stack}}:Mfa=OPTIONAL","{{_stack}}:Release=[0-9a-f]{12}"\]$$""", lines[cdk + 1]);
        Assert.Contains("https://board.example.com", await File.ReadAllTextAsync(OutputsFile), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("ROLLBACK_COMPLETE", true)]
    [InlineData("CREATE_COMPLETE\tCourse", true)]
    [InlineData("UPDATE_COMPLETE\tProd", false)]
    public async Task Deploy_Prod_MakesTheSecretOfCloudFrontOnce(string state, bool isNew)
    {
        var (_, output) = await RunAsync("deploy", Tools(state: state), "--stage", "prod", "--packages", _programs.Packages(), "--output-path", _folder.FullName);

        // Whoever lists the processes of the machine sees the arguments.
        Assert.DoesNotContain("OriginSecret", output.Single(line => line.StartsWith("cdk ", StringComparison.Ordinal)), StringComparison.Ordinal);
        // What is not named keeps its value.
        Assert.Contains("--import-existing-resources", output.Single(line => line.StartsWith("cdk ", StringComparison.Ordinal)), StringComparison.Ordinal);
        var secret = isNew ? $$"""
            "{{_stack}}:OriginSecret=[0-9a-f]{40}",
            """ : "";
        Assert.Matches(
            $$"""^parameters \[{{secret}}"{{_stack}}:Release=[0-9a-f]{12}"\]$""", output.Single(line => line.StartsWith("parameters ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Deploy_ProdWithoutCloudFront_MakesNoSecretAndSaysWhereThePagesAre()
    {
        var (exitCode, output) = await RunAsync(
            "deploy", Tools(), "--stage", "prod", "--cloudfront", "no", "--packages", _programs.Packages(), "--output-path", _folder.FullName);

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(output, line => line.Contains("OriginSecret", StringComparison.Ordinal));
        Assert.Contains($"Without CloudFront the pages run on this machine: dotnet run --project AppHost -- --stack {_stack}", output);
    }

    [Fact]
    public async Task Deploy_Release_IsTheSameUntilTemplateOrParametersChange()
    {
        var (first, again, other, named) = (await ReleaseAsync(), await ReleaseAsync(), await ReleaseAsync("--Parameters:Mfa", "OPTIONAL"), await ReleaseAsync("--Parameters:Release", "v1.2"));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal("v1.2", named);

        async Task<string> ReleaseAsync(params string[] options)
        {
            var (_, output) = await RunAsync("deploy", Tools(), ["--packages", _programs.Packages(), "--output-path", _folder.FullName, .. options]);
            return output.Single(line => line.StartsWith("parameters ", StringComparison.Ordinal)).Split("Release=")[1].Split('"')[0];
        }
    }

    [Fact]
    public async Task Deploy_ProdWhereNobodyKnowsOfTheStack_AsksForTheSecret()
    {
        var environment = Tools("cloudformation", "An error occurred (AccessDenied)");

        var (exitCode, output) = await RunAsync("deploy", environment, "--stage", "prod", "--packages", _programs.Packages(), "--output-path", _folder.FullName);

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains("Parameters__OriginSecret", StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.StartsWith("cdk ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE_IN_PROGRESS\tcourse", "is being changed (UPDATE_IN_PROGRESS)")]
    [InlineData("UPDATE_COMPLETE\tProd", "is of the stage prod. Say --stage prod")]
    public async Task Deploy_StackIsNotReady_SaysSoBeforeBuilding(string state, string expected)
    {
        var (exitCode, output) = await RunAsync("deploy", Tools(state: state));

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.Contains("Packing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_WrongParameters_SaysWhatIsWrongAndDeploysNothing()
    {
        var wrong = new (string Name, string Value, string Problem)[]
        {
            ("Colour", "red", "Colour is no parameter of the template. There are "),
            ("Mfa", "ON; rm -rf /", "Mfa must be OFF or OPTIONAL."),
            ("ThrottleBurst", "1,000", "ThrottleBurst must be a number from 1 to 5000."),
            ("ThrottleRate", "0", "ThrottleRate must be a number from 1 to 10000."),
            ("TraceSampling", "much", "TraceSampling must be a number from 0 to 1."),
            ("RestoredKanbanTable", "$(whoami)", "RestoredKanbanTable must be a table name, or empty."),
            ("DomainName", "board.example.com\n", "DomainName must be a domain name, or empty."),
            ("OriginSecret", "guessable", "OriginSecret must be 32 or more letters and digits"),
        };

        var (exitCode, output) = await RunAsync("deploy", Tools(), [
            "--packages", _programs.Packages(), "--output-path", _folder.FullName,
            .. wrong.SelectMany(parameter => new[] { $"--Parameters:{parameter.Name}", parameter.Value })]);

        Assert.Equal(1, exitCode);
        Assert.All(wrong, parameter => Assert.Contains(output, line => line.Contains(parameter.Problem, StringComparison.Ordinal)));
        Assert.DoesNotContain(output, line => line.StartsWith("cdk ", StringComparison.Ordinal) || line.Contains("guessable", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dynamodb", "The table TABLE exists already and is of no stack")]
    [InlineData("events", "The EventBridge rule RULE exists already and is of no stack")]
    public async Task Deploy_NamesOfTheCourseAreTaken_SaysSoBeforeBuilding(string service, string expected)
    {
        var (exitCode, output) = await RunAsync("deploy", Tools(taken: service));

        Assert.Equal(1, exitCode);
        var line = expected.Replace("TABLE", $"{_stack}-http-crud-tutorial-items", StringComparison.Ordinal).Replace("RULE", $"{_stack}-dynamodb-1min-insert-timer", StringComparison.Ordinal);
        Assert.Contains(output, said => said.Contains(line, StringComparison.Ordinal) && said.Contains("--stack mine", StringComparison.Ordinal));
        Assert.DoesNotContain(output, said => said.Contains("Packing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_NewAccount_SaysThatNothingCanBeReserved()
    {
        var (exitCode, output) = await RunAsync(
            "deploy", Tools(), "--packages", _programs.Packages(), "--output-path", _folder.FullName, "--Parameters:ApiConcurrency", "5");

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains("this account has 10 concurrent executions left", StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.StartsWith("cdk ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_ProdAfterAFailedCreation_LiftsTheProtectionOfTheRest()
    {
        string[] options = ["--stage", "prod", "--packages", _programs.Packages(), "--output-path", _folder.FullName];

        var (exitCode, output) = await RunAsync("deploy", Tools(state: "ROLLBACK_COMPLETE\tProd\tTrue"), options);
        var (_, ofAWhole) = await RunAsync("deploy", Tools(state: "UPDATE_COMPLETE\tProd\tTrue"), options);

        Assert.True(exitCode == 0, string.Join('\n', output));
        Assert.Contains("update-termination-protection --no-enable-termination-protection", await File.ReadAllTextAsync(AwsCalls), StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(AwsCalls), line => line.Contains("update-termination-protection", StringComparison.Ordinal));
        Assert.Contains(ofAWhole, line => line.StartsWith("cdk ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Your account must be verified before you can add new CloudFront resources.", "AWS verifies new accounts before they may use CloudFront.")]
    [InlineData("User: x is not authorized to perform: budgets:ModifyBudget", "Budgets are closed to IAM")]
    [InlineData("User: x is not authorized to perform: iam:CreateRole on resource", "may not create IAM roles")]
    public async Task Deploy_FailsForAReasonOfTheAccount_SaysWhatToDo(string reason, string expected)
    {
        var environment = Tools(state: $"ROLLBACK_COMPLETE\tcourse\tFalse {reason}");
        environment["CDK_EXIT"] = "1";

        var (exitCode, output) = await RunAsync("deploy", environment, "--packages", _programs.Packages(), "--output-path", _folder.FullName);

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3", "exit code 3")]
    [InlineData("quietly", "exit code 0, before the stack was deployed")]
    public async Task Deploy_CdkFails_SaysSoAndKeepsWhatWasKnown(string exit, string expected)
    {
        await WriteOutputsAsync();
        var environment = Tools();
        environment["CDK_EXIT"] = exit;

        var (exitCode, output) = await RunAsync("deploy", environment, "--packages", _programs.Packages(), "--output-path", _folder.FullName);

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(Outputs, await File.ReadAllTextAsync(OutputsFile));
    }

    [Fact]
    public async Task Destroy_Stack_AsksTheCdkAndForgetsTheOutputs()
    {
        await WriteOutputsAsync();

        var (exitCode, output) = await RunAsync("destroy", Tools(state: "CREATE_COMPLETE\tcourse"));

        Assert.True(exitCode == 0, string.Join('\n', output));
        Assert.Matches($"^cdk --yes --package aws-cdk@[0-9.]+ -- node .*/Deployment/cdk.cjs destroy {_stack} --app .* --force --no-notices", output.Single(line => line.StartsWith("cdk ", StringComparison.Ordinal)));
        Assert.Contains($"Stack {_stack} is deleted.", output);
        Assert.False(File.Exists(OutputsFile));
    }

    [Fact]
    public async Task Destroy_Prod_NeedsNoStage()
    {
        var (exitCode, output) = await RunAsync("destroy", Tools(state: "UPDATE_COMPLETE\tProd"));

        Assert.True(exitCode == 0, string.Join('\n', output));
        Assert.Contains($"Stack {_stack} is deleted.", output);
    }

    [Fact]
    public async Task Destroy_NoStack_ForgetsTheOutputsAndIsDone()
    {
        await WriteOutputsAsync();

        var (exitCode, output) = await RunAsync("destroy", Tools());

        Assert.Equal(0, exitCode);
        Assert.Contains($"There is no stack {_stack} in ap-northeast-2.", output);
        Assert.DoesNotContain(output, line => line.StartsWith("cdk ", StringComparison.Ordinal));
        Assert.False(File.Exists(OutputsFile));
    }

    [Fact]
    public async Task Destroy_CdkFails_SaysSoAndExitsWith1()
    {
        var environment = Tools(state: "CREATE_COMPLETE\tcourse");
        environment["CDK_EXIT"] = "3";
        await WriteOutputsAsync();

        var (exitCode, output) = await RunAsync("destroy", environment);

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains("exit code 3", StringComparison.Ordinal));
        Assert.True(File.Exists(OutputsFile));
    }

    [Theory]
    [InlineData("--stack", "Not_A_Name")]
    [InlineData("--stack", "my-aws-board")]
    [InlineData("--stack", "board;ls")]
    [InlineData("--stack", "$(ls)")]
    [InlineData("--stack", "../board")]
    [InlineData("--stack", "board\n")]
    [InlineData("--code", "java")]
    [InlineData("--stage", "test")]
    [InlineData("--architecture", "riscv")]
    [InlineData("--cloudfront", "maybe")]
    [InlineData("--capacity", "serverless")]
    [InlineData("--api-origin", "elsewhere")]
    public async Task Publish_WrongOption_ExitsWith2(string option, string value)
    {
        var (exitCode, output) = await PublishedStack.RunAsync(["publish", option, value]);

        Assert.Equal(2, exitCode);
        Assert.Contains(output, line => line.StartsWith($"{option} needs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_WithoutNode_SaysSo()
    {
        var (exitCode, output) = await PublishedStack.RunAsync(
            ["publish", "--output-path", _folder.FullName], new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = _folder.FullName });

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.Contains("Node.js 20 or later (22 is recommended) was not found", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_IntoAFile_SaysSo()
    {
        await WriteOutputsAsync();

        var (exitCode, output) = await PublishedStack.RunAsync(["publish", "--output-path", OutputsFile]);

        Assert.Equal(2, exitCode);
        Assert.Contains($"{OutputsFile} is a file. --output-path takes a folder.", output);
    }

    [Theory]
    [InlineData("no zip")]
    [InlineData(null)]
    public async Task Publish_NoPackage_SaysWhichAndExitsWith1(string? text)
    {
        var zip = Path.Combine(_folder.FullName, "Api.zip");
        if (text is not null)
        {
            await File.WriteAllTextAsync(zip, text);
        }

        var (exitCode, output) = await PublishedStack.RunAsync(["publish", "--packages", _folder.FullName, "--output-path", _folder.FullName]);

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.StartsWith(zip, StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.StartsWith("   at ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--Stack:Name=../board", "A stack's name is of up to 40 small letters")]
    [InlineData("--Stack:Name=board&calc", "A stack's name is of up to 40 small letters")]
    [InlineData("--Stack:Stage=Prod", "The stage is course or prod.")]
    [InlineData("--Stack:CloudFront=false", "CloudFront is yes or no.")]
    [InlineData("--Stack:Capacity=none", "The capacity is on-demand or provisioned.")]
    [InlineData("--Stack:ApiOrigin=alb", "The API's origin is http-api or function-url.")]
    [InlineData("--api-origin=function-url --cloudfront=no", "Without CloudFront the function's URL has no caller")]
    public async Task Publish_WrongConfiguration_ExitsWith2(string arguments, string expected)
    {
        var (exitCode, output) = await PublishedStack.RunAsync(["publish", .. arguments.Split(' ')]);

        Assert.Equal(2, exitCode);
        Assert.Contains(output, line => line.StartsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ \"")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task Run_OutputsAreDamaged_SaysHowToWriteThemAnew(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OutputsFile)!);
        await File.WriteAllTextAsync(OutputsFile, text);

        var (exitCode, output) = await PublishedStack.RunAsync(["--stack", _stack, "--data", _folder.FullName]);

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.StartsWith($"The addresses and ids of stack {_stack} cannot be read from ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_StackThatWasNotDeployedFromHere_SaysSo()
    {
        var (exitCode, output) = await PublishedStack.RunAsync(["--stack", _stack, "--data", _folder.FullName]);

        Assert.Equal(1, exitCode);
        Assert.Contains(output, line => line.StartsWith($"Stack {_stack} was not deployed from here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_DeployedStack_SignsInThere()
    {
        await WriteOutputsAsync();
        await using var run = AppHostProcess.Start(["--stack", _stack], _folder.FullName, Offline);
        await run.WaitForLineAsync("Ctrl+C stops everything.", TimeSpan.FromMinutes(3));
        using var client = new HttpClient();

        var configuration = await client.GetFromJsonAsync<JsonObject>($"{run.Address("web")}/config.json");

        var authentication = configuration!["authentication"]!;
        Assert.Equal("https://cognito-idp.ap-northeast-2.amazonaws.com/ap-northeast-2_Test", (string?)authentication["issuer"]);
        Assert.Equal("https://sign-in.example.com", (string?)authentication["domain"]);
        Assert.Equal("web-client", (string?)authentication["clientId"]);
    }

    [Fact]
    public async Task Run_StackWithoutCloudFront_HasItsPagesInFrontOfItsHttpApi()
    {
        using var api = new TcpListener(IPAddress.Loopback, 0);
        api.Start();
        var asked = AnswerOnceAsync(api);
        Directory.CreateDirectory(Path.GetDirectoryName(OutputsFile)!);
        await File.WriteAllTextAsync(
            OutputsFile, Outputs.Replace("\"BoardAddress\": \"https://board.example.com\"", $"\"ApiAddress\": \"http://{api.LocalEndpoint}\"", StringComparison.Ordinal));
        await using var run = AppHostProcess.Start(["--stack", _stack], _folder.FullName, Offline);
        await run.WaitForLineAsync("Ctrl+C stops everything.", TimeSpan.FromMinutes(3));
        using var client = new HttpClient();

        Assert.Equal("deployed", await client.GetStringAsync($"{run.Address("web")}/api/boards"));
        // A deployed HTTP API is found by its own name alone.
        Assert.Equal(["GET /api/boards HTTP/1.1", $"Host: {api.LocalEndpoint}"], (await asked).Where(line => line.StartsWith("GET ", StringComparison.Ordinal) || line.StartsWith("Host:", StringComparison.Ordinal)));
    }

    private static async Task<IReadOnlyList<string>> AnswerOnceAsync(TcpListener listener)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\ndeployed"u8.ToArray());
        return lines;
    }

    private Task<(int ExitCode, IReadOnlyList<string> Output)> RunAsync(
        string command, Dictionary<string, string?> environment, params string[] options)
    {
        environment["HOME"] = _folder.FullName;
        environment["AWS_ACCESS_KEY_ID"] = null;
        return PublishedStack.RunAsync([command, "--stack", _stack, "--data", _folder.FullName, .. options], environment);
    }

    private async Task WriteOutputsAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OutputsFile)!);
        await File.WriteAllTextAsync(OutputsFile, Outputs);
    }

    // What the CDK writes with --outputs-file.
    private string Outputs => $$"""
        { "{{_stack}}": { "BoardAddress": "https://board.example.com", "SignInAddress": "https://sign-in.example.com",
          "WebClientId": "web-client", "Issuer": "https://cognito-idp.ap-northeast-2.amazonaws.com/ap-northeast-2_Test",
          "ItemsTableName": "{{_stack}}-items", "KanbanTableName": "{{_stack}}-kanban" } }
        """.ReplaceLineEndings("");

    // Node is the real one; the template is made by it.
    private string AwsCalls => Path.Combine(_folder.FullName, "aws.txt");

    private Dictionary<string, string?> Tools(string fails = "", string error = "", string state = "", string taken = "")
    {
        _programs.Write("npx", $$"""
            echo "cdk $@"
            echo "parameters $KANBAN_STACK_PARAMETERS"
            [ "$CDK_EXIT" != quietly ] || exit 0
            [ "${CDK_EXIT:-0}" = 0 ] || exit $CDK_EXIT
            while [ $# -gt 0 ]; do [ "$1" = --outputs-file ] && printf '%s' '{{Outputs}}' > "$2"; shift; done
            exit 0
            """);
        _programs.Write("aws", $$"""
            echo "$@" >> "{{AwsCalls}}"
            [ "$1" = "{{taken}}" ] && echo ACTIVE && exit 0
            [ "$1" = "{{fails}}" ] && echo "{{error}}" >&2 && exit 254
            case "$1" in
              sts) echo 123456789012;;
              ssm) echo {{(fails is "old" ? 5 : 21)}};;
              lambda) echo 10;;
              dynamodb|events) echo "An error occurred (ResourceNotFoundException)" >&2; exit 254;;
              cloudformation) [ -n "{{state}}" ] || { echo "Stack with id {{_stack}} does not exist" >&2; exit 254; }; echo "{{state}}";;
            esac
            """);
        return new(StringComparer.Ordinal) { ["PATH"] = _programs.Path, ["AWS_PROFILE"] = "test" };
    }
}
