namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>Turns the trace header of AWS into the one of W3C, so that the function's spans join the caller's trace.</summary>
internal static class XRayTrace
{
    // Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
    // becomes 00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01
    public static string? ToTraceParent(string? header)
    {
        string? root = null, parent = null;
        var sampled = "00";
        foreach (var field in (header ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            switch (field.Split('=', 2))
            {
                case ["Root", ['1', '-', .. { Length: 33 } id]] when id[8] == '-':
                    root = id.Remove(8, 1);
                    break;
                case ["Parent", { Length: 16 } id]:
                    parent = id;
                    break;
                case ["Sampled", "1"]:
                    sampled = "01";
                    break;
            }
        }

        return root is null || parent is null ? null : $"00-{root}-{parent}-{sampled}";
    }
}
