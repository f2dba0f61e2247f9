namespace KanbanAspire.Local.Dashboard.Resources;

/// <summary>Answers <c>GET /console-text/{names}</c>: the kept lines as a text file.</summary>
internal static class ConsoleDownload
{
    /// <summary>Writes the lines of the named resources (comma separated), or of all, in order of time.</summary>
    public static IResult Write(ResourceStore store, HttpContext context, string? names)
    {
        var wanted = names?.Split(',');
        var lines =
            from resource in store.Resources
            where wanted is null || wanted.Contains(resource.Name)
            from line in store.Console(resource.Name)
            orderby line.Time
            select $"{line.Time:O} [{resource.Name}] {AnsiText.Strip(line.Text)}\n";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{names?.Replace(',', '-') ?? "console"}.log\"";
        return Results.Text(string.Concat(lines), "text/plain; charset=utf-8");
    }
}
