namespace KanbanAspire.Local.Lambda;

/// <summary>
/// The trace header of an invocation, as Lambda gives it to a function whose tracing is <c>PassThrough</c>: the caller's fields stay, the
/// others are added, and without a caller's decision nothing is sampled.
/// https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
/// </summary>
internal static class TraceHeader
{
    /// <summary>Completes the header of a caller.</summary>
    /// <param name="header">For example <c>Root=1-5759e988-bd862e3fe1be46a994272793</c>, as API Gateway sends it; null for none.</param>
    /// <returns>For example <c>Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0;Lineage=1:a87bd80c:0</c>.</returns>
    public static string Complete(string? header)
    {
        var fields = (header ?? "").Split(';', StringSplitOptions.TrimEntries)
            .Select(field => field.Split('=', 2)).Where(field => field.Length == 2)
            .DistinctBy(field => field[0], StringComparer.Ordinal)
            .ToDictionary(field => field[0], field => field[1], StringComparer.Ordinal);
        // The time in seconds, then 96 random bits.
        var root = fields.GetValueOrDefault("Root") ?? $"1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{Random(24)}";
        return $"Root={root};Parent={fields.GetValueOrDefault("Parent") ?? Random(16)}"
            + $";Sampled={fields.GetValueOrDefault("Sampled") ?? "0"};Lineage={fields.GetValueOrDefault("Lineage") ?? $"1:{Random(8)}:0"}";
    }

    private static string Random(int digits) => Guid.NewGuid().ToString("N")[..digits];
}
