namespace KanbanAspire.Tests.Stack.Cost;

/// <summary>A kind of request.</summary>
/// <param name="Name">In the tables of <c>docs/cost.md</c>.</param>
/// <param name="Patterns">Rows of <c>docs/access-patterns.md</c> that it reads and writes by.</param>
/// <param name="RoundTrips">Calls of DynamoDB, one after the other.</param>
/// <param name="IsCommand">Whether it changes a board.</param>
public sealed record Operation(string Name, string[] Patterns, int RoundTrips, bool IsCommand)
{
    private const string Membership = "Poll an unchanged board (304, or no events)";

    /// <summary>Gets all kinds that the model knows.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("create a card", ["Create a card at the end"], 2, IsCommand: true),
        new("move to another column", ["Move to another column, `from` named"], 2, IsCommand: true),
        new("change a field", ["Change dates, priority, estimate or cover"], 2, IsCommand: true),
        new("comment", ["Comment"], 2, IsCommand: true),
        new("open a board of 100 cards", ["Open a board of 100 cards"], 2, IsCommand: false),
        new("open a board of 2,000 cards", ["Open a board of 2,000 cards"], 2, IsCommand: false),
        new("read a card", [Membership, "Read a card"], 2, IsCommand: false),
        new("list one's boards", ["List one's boards (1)"], 1, IsCommand: false),
        new("poll an unchanged board", [Membership], 1, IsCommand: false),
    ];
}

/// <summary>What a million of something costs, in USD.</summary>
/// <param name="DynamoDB">Read and write units.</param>
/// <param name="HttpApi">Requests.</param>
/// <param name="Lambda">Requests and GB-seconds.</param>
/// <param name="CloudFront">Requests, bytes to viewers, and bytes of commands to the API.</param>
/// <param name="Logs">Bytes of access log, metrics and spans.</param>
public sealed record Price(double DynamoDB, double HttpApi, double Lambda, double CloudFront, double Logs)
{
    /// <summary>Gets all of it together.</summary>
    public double Sum => DynamoDB + HttpApi + Lambda + CloudFront + Logs;

    /// <summary>Gets what is left while AWS's monthly allowances that never end are not used up.</summary>
    public double WithinAllowances => DynamoDB + HttpApi;

    public static Price operator *(double share, Price price) => new(
        share * price.DynamoDB, share * price.HttpApi, share * price.Lambda, share * price.CloudFront, share * price.Logs);

    public static Price operator +(Price one, Price other) => new(
        one.DynamoDB + other.DynamoDB, one.HttpApi + other.HttpApi, one.Lambda + other.Lambda, one.CloudFront + other.CloudFront, one.Logs + other.Logs);
}

/// <summary>What a deployment chose that changes its price.</summary>
/// <param name="HasFunctionUrl"><c>--api-origin function-url</c>: neither HTTP API nor access log, and the Api checks tokens.</param>
/// <param name="HasProvisionedTables"><c>--capacity provisioned</c>, used as much as auto scaling aims at.</param>
public sealed record Choice(bool HasFunctionUrl = false, bool HasProvisionedTables = false);

/// <summary>Multiplies what was measured with list prices. All inputs stand in tables that people read, too.</summary>
public sealed class CostModel
{
    private const double Million = 1e6;
    private const double GB = 1e9;
    // CloudWatch counts so much for each line on top of its text.
    private const int LineOverheadBytes = 26;
    private const double SecondsPerHour = 3600;
    private static readonly Choice Default = new();

    // A function gets a whole processor at so much memory, and a share of it at less.
    private const double WholeProcessorMb = 1769;

    private readonly Dictionary<string, double> _prices;
    private readonly Dictionary<string, double> _inputs;
    private readonly Dictionary<string, string[]> _measured;
    private readonly Dictionary<string, string[]> _patterns;

    /// <summary>Reads the inputs.</summary>
    /// <param name="cost"><c>docs/cost.md</c>.</param>
    /// <param name="patterns"><c>docs/access-patterns.md</c>.</param>
    public CostModel(CostPage cost, CostPage patterns)
    {
        _prices = cost.Table("Prices").ToDictionary(row => row.Key, row => CostPage.Number(row.Value[1]), StringComparer.Ordinal);
        _inputs = cost.Table("Assumptions").ToDictionary(row => row.Key, row => CostPage.Number(row.Value[1]), StringComparer.Ordinal);
        _measured = cost.Table("Measured");
        _patterns = patterns.Table("What each pattern costs");
    }

    /// <summary>Gets read and write units of one request.</summary>
    public (double Read, double Written) Units(Operation operation) => (
        operation.Patterns.Sum(pattern => CostPage.Number(_patterns[pattern][2])),
        operation.Patterns.Sum(pattern => CostPage.Number(_patterns[pattern][3])));

    /// <summary>Works out how long a request takes in Lambda: its processor time on the share of one, and the way to DynamoDB and back.</summary>
    public double DurationMs(Operation operation) =>
        (CostPage.Number(_measured[operation.Name][1]) * WholeProcessorMb / _inputs["memory of the Api (MB)"])
        + (operation.RoundTrips * _inputs["round trip to DynamoDB (ms)"]);

    /// <summary>Gets the processor time of the Api's own check of a token; 0 when it is less than what two measurements differ by.</summary>
    public double TokenCheckMs =>
        Math.Max(0, CostPage.Number(_measured["list one's boards, by the function's URL"][1]) - CostPage.Number(_measured["list one's boards"][1]));

    /// <summary>Gets how much of provisioned write capacity has to be in use to cost as much as on demand.</summary>
    public double BreakEven => _prices["write unit, hour, provisioned"] / SecondsPerHour * Million / _prices["million write units, on demand"];

    /// <summary>Works out what a million of a request costs.</summary>
    public Price Of(Operation operation, Choice? choice = null)
    {
        var (hasFunctionUrl, hasProvisionedTables) = choice ?? Default;
        var (read, written) = Units(operation);
        var processorMs = hasFunctionUrl ? TokenCheckMs * WholeProcessorMb / _inputs["memory of the Api (MB)"] : 0;
        var gbSeconds = (DurationMs(operation) + processorMs) / 1000 * _inputs["memory of the Api (MB)"] / 1024;
        var logBytes = (hasFunctionUrl ? 0 : _inputs["access log line (bytes)"] + LineOverheadBytes)
            + (operation.IsCommand ? _inputs["metrics line of a command (bytes)"] + LineOverheadBytes : 0)
            + (_inputs["share of requests that are traced"] * _inputs["spans of a traced request (bytes)"]);
        return new Price(
            (read * UnitPrice("read", hasProvisionedTables)) + (written * UnitPrice("write", hasProvisionedTables)),
            hasFunctionUrl ? 0 : _prices["million requests of an HTTP API"],
            _prices["million requests of Lambda"] + (gbSeconds * Million * _prices["GB-second of Lambda, x86-64"]),
            _prices["million HTTPS requests of CloudFront"] + (Bytes(operation) * Million / GB * _prices["GB from CloudFront to viewers"])
                + (operation.IsCommand ? _inputs["command on its way to the API (bytes)"] * Million / GB * _prices["GB from CloudFront to the API, not for GET"] : 0),
            logBytes * Million / GB * _prices["GB into CloudWatch Logs"]);
    }

    /// <summary>Gets bytes of the answer's body and some headers.</summary>
    public double Bytes(Operation operation) => CostPage.Number(_measured[operation.Name][2]) + _inputs["headers of an answer (bytes)"];

    /// <summary>
    /// Works out a million requests, 80 % of them reads: a quarter of those opens a board of 100 cards, the rest reads cards and
    /// lists; of the commands two fifths move cards, the rest creates, changes and comments alike.
    /// </summary>
    public Price Mixed(Choice? choice = null) =>
        (0.2 * Of("open a board of 100 cards", choice)) + (0.3 * Of("read a card", choice)) + (0.3 * Of("list one's boards", choice))
        + (0.08 * Of("move to another column", choice)) + (0.04 * Of("create a card", choice)) + (0.04 * Of("change a field", choice))
        + (0.04 * Of("comment", choice));

    /// <summary>Works out a month of one user without polls: 2,000 commands and 8,000 reads in 160 hours.</summary>
    public double UserMonth() => Mixed().Sum * 10_000 / Million;

    /// <summary>Works out a month of polls in 160 visible hours.</summary>
    /// <param name="seconds">Between two polls.</param>
    public double PollMonth(int seconds) => Of("poll an unchanged board").Sum * 160 * 3600 / seconds / Million;

    /// <summary>
    /// Works out a month of 160 visible hours on a socket: each change is an operation for who publishes it and one for each listener,
    /// as long as it is below 5 KB, and a request each minute finds what was lost.
    /// </summary>
    public double PushMonth() =>
        ((160 * 60 * _prices["million minutes of a connection to AppSync Events"])
            + ((2_000 + _inputs["changes of others on one's open board, user-month"]) * _prices["million operations of AppSync Events"])) / Million
        + PollMonth(60);

    /// <summary>Works out a month in which nobody comes: the Scheduler's runs, by what they cost. Alarms come on top.</summary>
    public double IdleMonth()
    {
        const int runs = 30 * 24 * 60;
        var gbSeconds = CostPage.Number(_measured["run of the Scheduler"][1]) * WholeProcessorMb / 512 / 1000 / 2
            + (2 * _inputs["round trip to DynamoDB (ms)"] / 1000 / 2);
        // The course's item is one write unit; what is due is a query of each of the index's 17 partitions, half a unit each.
        return runs / Million * (_prices["million write units, on demand"] + (17 * 0.5 * _prices["million read units, on demand"])
            + _prices["million requests of Lambda"] + (gbSeconds * Million * _prices["GB-second of Lambda, x86-64"])
            + (_inputs["lines of a run of the Scheduler (bytes)"] * Million / GB * _prices["GB into CloudWatch Logs"]));
    }

    /// <summary>Works out what the alarms cost a month.</summary>
    /// <param name="metrics">Metrics that alarms look at.</param>
    /// <param name="composite">Alarms over alarms.</param>
    /// <param name="ownMetrics">Metrics that the functions write.</param>
    public double AlarmMonth(int metrics, int composite, int ownMetrics) =>
        (metrics * _prices["metric of an alarm, month"]) + (composite * _prices["composite alarm, month"]) + (ownMetrics * _prices["custom metric, month"]);

    /// <summary>Works out what the storage of one month's work costs in each later month, with backups.</summary>
    public double StorageMonth() => 2_000 * _inputs["event of the log (bytes)"] / GB
        * (_prices["GB in a table, month"] + _prices["GB of point-in-time backups, month"]);

    private Price Of(string name, Choice? choice = null) => Of(Operation.All.Single(operation => operation.Name == name), choice);

    // A million units, one each second: what is provisioned is paid for also where it is not used.
    private double UnitPrice(string kind, bool isProvisioned) => isProvisioned
        ? _prices[$"{kind} unit, hour, provisioned"] / SecondsPerHour * Million / _inputs["share of provisioned capacity in use"]
        : _prices[$"million {kind} units, on demand"];
}
