using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KanbanAspire.Report.Calls;

namespace KanbanAspire.Report.Pages;

/// <summary>Writes every call with its request and answer: <c>api.md</c>.</summary>
internal static partial class CallsPage
{
    /// <summary>Address of the dashboard in a run on the usual ports; the traces are imported there from <c>traces.json</c>.</summary>
    public const string Dashboard = "http://localhost:15080";

    /// <summary>Writes the page.</summary>
    /// <param name="recording">What was recorded.</param>
    /// <returns>Markdown.</returns>
    public static string Write(Recording recording)
    {
        var text = new StringBuilder("# Calls\n\nEvery route of [the route table](../openapi/routes.json) once, then what must be refused. Generated, with [the report](README.md).\n\n");
        text.Append("## Answered\n\n");
        foreach (var call in recording.Calls)
        {
            Append(text, call, call.Route);
        }

        text.Append("## Refused\n\n");
        foreach (var call in recording.Rejections)
        {
            Append(text, call, $"{call.Status}: {call.Summary}");
        }

        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>Makes the anchor of a heading, by GitHub's rule.</summary>
    /// <param name="heading">Without marks.</param>
    /// <returns>For example <c>get-itemsid</c>.</returns>
    public static string Anchor(string heading) =>
        Punctuation().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    /// <summary>Links a trace in the dashboard.</summary>
    /// <param name="call">The call.</param>
    /// <returns>Markdown; a dash when there is no trace.</returns>
    public static string Trace(Call call) =>
        call.TraceId is null ? "–" : $"[{call.TraceId[..8]}]({Dashboard}/traces/detail/{call.TraceId})";

    private static void Append(StringBuilder text, Call call, string heading)
    {
        text.Append(CultureInfo.InvariantCulture, $"### {heading}\n\n{call.Summary}. Trace {Trace(call)}.\n\n```http\n{call.Route.Split(' ')[0]} {call.Target}\n");
        if (call.As is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"authorization: Bearer (access token of {call.As})\n");
        }

        AppendLines(text, call.RequestHeaders, call.RequestBody);
        text.Append(CultureInfo.InvariantCulture, $"```\n\n```http\n{call.Status} ({call.DurationMs:0.0} ms)\n");
        AppendLines(text, call.ResponseHeaders, call.ResponseBody);
        text.Append("```\n\n");
    }

    private static void AppendLines(StringBuilder text, IReadOnlyList<string> headers, string? body)
    {
        foreach (var header in headers)
        {
            text.Append(header).Append('\n');
        }

        if (body is not null)
        {
            text.Append('\n').Append(body).Append('\n');
        }
    }

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]", RegexOptions.None, 1000)]
    private static partial Regex Punctuation();
}
