using KanbanAspire.Report.Calls;
using Microsoft.Playwright;

namespace KanbanAspire.Report.Screens;

/// <content>Items and dashboard.</content>
internal sealed partial class Tour
{
    /// <summary>Looks at the items that the timer made.</summary>
    /// <param name="state">Cookies and storage of who is signed in.</param>
    /// <param name="count">How many there are at least.</param>
    /// <returns>A task that ends when the picture is taken.</returns>
    public async Task ItemsAsync(string state, int count)
    {
        var page = await Camera.OpenAsync(state: state);
        await page.GotoAsync($"{Web}/course/items");
        await page.GetByRole(AriaRole.Row).Nth(count).WaitForAsync();
        await camera.TakeAsync(page, new("items.png", Chapter.Timer, "Items of the timer on the board's items page", "항목 화면에 나타난 타이머의 항목"));
        await page.Context.CloseAsync();
    }

    /// <summary>Looks at the dashboard.</summary>
    /// <param name="call">A call whose trace is shown.</param>
    /// <returns>A task that ends when the pictures are taken.</returns>
    public async Task DashboardAsync(Call call)
    {
        var page = await Camera.OpenAsync();
        var address = new Uri(system.Address("dashboard"));
        await page.GotoAsync(address.ToString());
        async Task ShowAsync(string path, string selector, Screen screen)
        {
            await page.GotoAsync(new Uri(address, path).ToString());
            var shown = page.Locator($"{selector} >> visible=true").First;
            do
            {
                // A table is drawn again as telemetry arrives, and is empty in between.
                await shown.WaitForAsync();
                await page.WaitForTimeoutAsync(1000);
            }
            while (!await shown.IsVisibleAsync());

            await camera.TakeAsync(page, screen);
        }

        await ShowAsync("/", "text=LambdaServiceEmulator", new("dashboard.png", Chapter.Dashboard, "Resources", "리소스"));
        await ShowAsync("/traces/resource/api", "[role=row]:has-text('gateway') >> nth=10", new("traces.png", Chapter.Dashboard, "Traces of the function", "함수의 추적"));
        await ShowAsync(
            $"/traces/detail/{call.TraceId}", "text=gateway",
            new("trace.png", Chapter.Dashboard, $"The trace of {call.Route.Split(' ')[0]} a board, from gateway to table", "보드 읽기 한 번의 추적, 게이트웨이에서 테이블까지"));
        await ShowAsync("/metrics/resource/api?meter=KanbanAspire&instrument=kanban.commands", ".legendtext", new("metrics.png", Chapter.Dashboard, "Metrics", "지표"));
        await page.Context.CloseAsync();
    }
}
