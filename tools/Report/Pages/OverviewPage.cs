using System.Globalization;
using System.Text;
using KanbanAspire.Report.Calls;
using KanbanAspire.Report.Screens;

namespace KanbanAspire.Report.Pages;

/// <summary>Writes the report itself: <c>README.md</c> and <c>README.ko.md</c>.</summary>
/// <param name="recording">What was recorded.</param>
/// <param name="language">In which language.</param>
/// <param name="docs">Folder of the pages with measurements.</param>
internal sealed class OverviewPage(Recording recording, Language language, string docs)
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes the page.</summary>
    /// <returns>Markdown.</returns>
    public string Write()
    {
        Head();
        Calls();
        Chapter("The board", "보드", Screens.Chapter.Board,
            "One board in two languages, two colour schemes and two sizes. The language follows the browser and can be chosen.",
            "보드 하나를 두 언어, 두 색상, 두 크기로. 언어는 브라우저를 따르며 바꿀 수 있습니다.");
        Chapter("Sign-up and sign-in", "가입과 로그인", Screens.Chapter.SignUp,
            "The pages of the local user pool, which stands in for Cognito. The code comes by mail, and mail goes to a page.",
            "Cognito를 대신하는 로컬 사용자 풀의 화면입니다. 인증 코드는 메일로 오고, 메일은 화면에서 봅니다.");
        Timer();
        Chapter("The dashboard", "대시보드", Screens.Chapter.Dashboard,
            "Each request is one trace from the browser or the gateway to the table.",
            "요청 하나가 브라우저나 게이트웨이에서 테이블까지 하나의 추적이 됩니다.");
        Architecture();
        Measured();
        Limits();
        return _text.ToString().TrimEnd() + "\n";
    }

    private void Head()
    {
        Line($"# {Say("Report", "보고서")}\n");
        Line(language.IsKorean ? "[English](README.md)\n" : "[한국어](README.ko.md)\n");
        Line(Say(
            "All of this page comes from one run of the whole system on one machine. To make it anew:",
            "이 문서는 한 컴퓨터에서 시스템 전체를 한 번 실행해 만든 것입니다. 다시 만들려면:") + "\n");
        Line("```sh\ndotnet run --project tools/Report\n```\n");
        Line(Say(
            "It takes about five minutes, most of it waiting for the timer. Only times and ids change. "
            + "`index.html` is the same page for reading and printing.",
            "5분쯤 걸리며 대부분은 타이머를 기다리는 시간입니다. 바뀌는 것은 시각과 ID뿐입니다. `index.ko.html`은 읽고 인쇄하기 위한 같은 문서입니다.") + "\n");
        Line($"| {Say("run", "실행")} | |\n| --- | --- |");
        Line($"| {Say("time", "시각")} | {recording.At.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} (+09:00) |");
        Line($"| {Say("sources", "소스")} | {recording.Commit ?? "–"} |");
        Line($"| {Say("machine", "컴퓨터")} | {recording.Machine} |");
        Line($"| {Say("start", "시작")} | {recording.HealthyLine} |\n");
    }

    private void Calls()
    {
        Line($"## REST API\n");
        var count = recording.Calls.Count.ToString(CultureInfo.InvariantCulture);
        Line(Say(
            $"{count} routes, each called through the gateway with a token; every one answered as expected. The time is what the client saw, "
            + "once. A route leads to its request and answer, a trace to the dashboard of a run on the usual ports, after "
            + "[traces.json](traces.json) was imported there (*Settings*, *Manage*, *Import logs and telemetry*).",
            $"라우트 {count}개를 모두 토큰과 함께 게이트웨이로 호출했고, 모두 예상한 대로 응답했습니다. 시간은 클라이언트에서 한 번 잰 값입니다. 라우트를 누르면 요청과 응답이, "
            + "추적을 누르면 대시보드가 열립니다(기본 포트로 실행하고 대시보드의 *Settings*, *Manage*, *Import logs and telemetry*에서 [traces.json](traces.json)을 가져온 뒤).") + "\n");
        Line($"| route | {Say("what it does", "하는 일")} | {Say("status", "상태")} | ms | {Say("trace", "추적")} |\n| --- | --- | ---: | ---: | --- |");
        foreach (var call in recording.Calls)
        {
            Line($"| [{call.Route}](api.md#{CallsPage.Anchor(call.Route)}) {Row(call)}");
        }

        Line($"\n{Say("What must be refused is:", "거절해야 할 것은 거절합니다:")}\n");
        Line($"| {Say("request", "요청")} | {Say("reason", "이유")} | {Say("status", "상태")} | ms | {Say("trace", "추적")} |\n| --- | --- | ---: | ---: | --- |");
        foreach (var call in recording.Rejections)
        {
            Line($"| [{call.Route}](api.md#{CallsPage.Anchor($"{call.Status}: {call.Summary}")}) {Row(call)}");
        }

        Line("");
    }

    private static string Row(Call call) => string.Create(
        CultureInfo.InvariantCulture, $"| {call.Summary} | {call.Status} | {call.DurationMs:0.0} | {CallsPage.Trace(call)} |");

    private void Chapter(string english, string korean, Chapter chapter, string lead, string koreanLead)
    {
        Line($"## {Say(english, korean)}\n\n{Say(lead, koreanLead)}\n");
        Pictures(chapter);
    }

    // The caption is the head of a table, so that it stands by its picture wherever the page is read.
    private void Pictures(Chapter chapter)
    {
        var screens = recording.Screens.Where(screen => screen.Chapter == chapter).ToList();
        foreach (var row in screens.Where(screen => !screen.IsPhone).Chunk(2).Concat(screens.Where(screen => screen.IsPhone).Chunk(4)))
        {
            Line($"| {string.Join(" | ", row.Select(screen => Say(screen.English, screen.Korean)))} |");
            Line($"| {string.Join(" | ", row.Select(_ => "---"))} |");
            Line($"| {string.Join(" | ", row.Select(screen => $"![{Say(screen.English, screen.Korean)}](images/{screen.File})"))} |\n");
        }
    }

    private void Timer()
    {
        Line($"## {Say("Items every minute", "1분마다 들어오는 항목")}\n");
        Line(Say(
            "`rate(1 minute)` inserts an item; its id is the time of its minute. What this run saw:",
            "`rate(1 minute)`가 항목을 넣습니다. ID는 그 분의 시각입니다. 이번 실행에서 관찰한 것:") + "\n");
        Line($"| id | {Say("time", "시각")} | {Say("seconds after the one before", "앞 항목과의 간격(초)")} |\n| --- | --- | ---: |");
        for (var i = 0; i < recording.Arrivals.Count; i++)
        {
            var at = recording.Arrivals[i];
            var gap = i == 0 ? "–" : (at - recording.Arrivals[i - 1]).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            Line(string.Create(CultureInfo.InvariantCulture, $"| {at.ToUnixTimeMilliseconds()} | {at.ToOffset(TimeSpan.FromHours(9)):HH:mm:ss} | {gap} |"));
        }

        Line("");
        Pictures(Screens.Chapter.Timer);
    }

    private void Architecture()
    {
        Line($"## {Say("Architecture", "아키텍처")}\n");
        Line(Say(
            "All pictures and why it is so: [architecture.md](../architecture.md). The two most asked for:",
            "모든 그림과 이유는 [architecture.md](../architecture.md)에 있습니다. 가장 자주 찾는 두 가지:") + "\n");
        Line($"![{Say("Containers", "컨테이너")}](images/containers.svg)\n");
        Line($"![{Say("Deployment", "배포")}](images/deployment.svg)\n");
    }

    private void Measured()
    {
        Line($"## {Say("Measured", "측정")}\n");
        Line(Say(
            "The tables are those of the pages that say how each figure was measured.",
            "아래 표는 측정 방법을 적은 각 문서에서 가져온 것입니다.") + "\n");
        foreach (var (page, heading) in BenchmarkTables.Sources)
        {
            Line($"### {heading}\n\n{Say("From", "출처:")} [{page}](../{page}).\n");
            Line(BenchmarkTables.Read(File.ReadAllText(Path.Combine(docs, page)), heading) + "\n");
        }
    }

    private void Limits()
    {
        Line($"## {Say("What is emulated, missing, or was hard", "흉내 낸 것, 없는 것, 어려웠던 것")}\n");
        Line(Say(
            "The honest account, with the test behind each line: [limits.md](../limits.md).",
            "줄마다 근거가 되는 테스트와 함께 있는 그대로 적었습니다: [limits.md](../limits.md)."));
    }

    private string Say(string english, string korean) => language.Say(english, korean);

    private void Line(string text) => _text.Append(text).Append('\n');
}
