using System.Text.RegularExpressions;
using KanbanAspire.Report.Boards;
using KanbanAspire.Tests.Support;
using Microsoft.Playwright;

namespace KanbanAspire.Report.Screens;

/// <summary>Walks through the running system with a browser and takes the pictures.</summary>
/// <param name="camera">Takes them.</param>
/// <param name="system">The running system.</param>
internal sealed partial class Tour(Camera camera, AppHostProcess system)
{
    /// <summary>E-mail address of the account that the tour makes; the password is the demo user's.</summary>
    public const string GuestEmail = "minji@example.com";

    private string Web => system.Address("web");

    /// <summary>Makes an account by the pages.</summary>
    /// <returns>A task that ends when it is signed in.</returns>
    public async Task SignUpAsync()
    {
        var visitor = await Camera.OpenAsync();
        await visitor.GotoAsync(Web);
        await visitor.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).WaitForAsync();
        await camera.TakeAsync(visitor, new("landing.png", Chapter.SignUp, "A visitor", "첫 방문"));
        await visitor.Context.CloseAsync();
        var page = await Camera.OpenAsync(phone: true);
        await page.GotoAsync(Web);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync(GuestEmail);
        await page.GetByLabel("New password").FillAsync(SignIn.DemoPassword);
        await camera.TakeAsync(page, new("sign-up.png", Chapter.SignUp, "Sign-up on the user pool's page", "사용자 풀 화면에서 가입", IsPhone: true));
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).WaitForAsync();
        var code = await MailAsync(page.Context);
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".top-actions .menu").WaitForAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>Signs in as the demo user and looks at the board in two languages, light and dark, on a desktop and a phone.</summary>
    /// <param name="english">Board with English cards.</param>
    /// <param name="korean">Board with Korean cards.</param>
    /// <returns>Cookies and storage of the one who is signed in.</returns>
    public async Task<string> BoardsAsync(SampleBoard english, SampleBoard korean)
    {
        var state = await SignInAsync();
        foreach (var inKorean in new[] { true, false })
        {
            var board = inKorean ? korean : english;
            foreach (var (dark, phone) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                var page = await Camera.OpenAsync(inKorean, dark, phone, state);
                await page.GotoAsync($"{Web}/b/{board.Id}");
                await page.Locator(".column .card-list a").First.WaitForAsync();
                // Cards of a column out of sight are not drawn; on a phone the third column comes after a swipe.
                if (phone)
                {
                    await page.Locator(".column").Nth(2).EvaluateAsync("column => column.scrollIntoView({ inline: 'center', block: 'nearest' })");
                }

                await page.GetByRole(AriaRole.Link, new() { Name = inKorean ? "두 단계 결제" : "Check-out in two steps" }).WaitForAsync();
                await camera.TakeAsync(page, BoardScreen(inKorean, dark, phone));
                await page.Context.CloseAsync();
            }
        }

        await CardAsync(english, korean: false, state);
        await CardAsync(korean, korean: true, state);
        await StatesAsync(english, korean, state);
        return state;
    }

    // What a board and its pages look like beside their first picture.
    private async Task StatesAsync(SampleBoard english, SampleBoard korean, string state)
    {
        await TakeAsync(false, false, "/boards", ".board-tile", null, new("boards-desktop.png", Chapter.Board, "All boards, on a desktop", "보드 목록, 데스크톱"));
        await TakeAsync(false, false, $"/b/{english.Id}?lanes=priority", ".lane .card", null, new("lanes.png", Chapter.Board, "Swimlanes by priority", "우선순위별 구획"));
        await TakeAsync(true, false, $"/b/{korean.Id}?q=zzz", ".card-list-empty", null, new("filter-nothing.ko.png", Chapter.Board, "A filter that no card matches, Korean", "맞는 카드가 없는 필터"));
        await TakeAsync(false, false, $"/b/{english.Id}", ".card", page => page.Keyboard.PressAsync("Control+k"), new("palette.png", Chapter.Board, "The command palette", "명령 팔레트"));
        await TakeAsync(
            true, false, $"/b/{korean.Id}", ".card", page => page.Locator(".card").First.ClickAsync(new() { Button = MouseButton.Right }),
            new("card-menu.ko.png", Chapter.Board, "A card's menu under the right button, Korean", "오른쪽 단추로 여는 카드 메뉴"));
        await TakeAsync(
            false, false, $"/b/{english.Id}", ".card", async page =>
            {
                await page.Context.SetOfflineAsync(true);
                await page.Locator(".sync-offline").WaitForAsync();
            }, new("offline.png", Chapter.Board, "Without a network: what is done waits and is sent later", "네트워크가 끊긴 보드: 바꾼 내용은 나중에 보냅니다"));
        await TakeAsync(
            true, true, $"/b/{korean.Id}/c/{korean.CardId}", ".comment-text p", null, new("card-phone.ko.png", Chapter.Board, "An open card on a phone, Korean", "휴대폰에서 연 카드", IsPhone: true));

        async Task TakeAsync(bool inKorean, bool phone, string path, string until, Func<IPage, Task>? act, Screen screen)
        {
            var page = await Camera.OpenAsync(inKorean, phone: phone, state: state);
            await page.GotoAsync(Web + path);
            await page.Locator(until).First.WaitForAsync();
            if (act is not null)
            {
                await act(page);
                await page.WaitForTimeoutAsync(500);
            }

            await camera.TakeAsync(page, screen);
            await page.Context.CloseAsync();
        }
    }

    private static Screen BoardScreen(bool korean, bool dark, bool phone) => new(
        $"board-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desktop")}{(korean ? ".ko" : "")}.png",
        Chapter.Board,
        $"{(korean ? "Korean" : "English")}, {(dark ? "dark" : "light")}, {(phone ? "phone" : "desktop")}",
        $"{(korean ? "한국어" : "영어")}, {(dark ? "어둡게" : "밝게")}, {(phone ? "휴대폰" : "데스크톱")}",
        phone);

    private async Task CardAsync(SampleBoard board, bool korean, string state)
    {
        var page = await Camera.OpenAsync(korean, state: state);
        await page.GotoAsync($"{Web}/b/{board.Id}/c/{board.CardId}");
        await page.GetByText(korean ? "좋네요." : "Looks good.").WaitForAsync();
        await camera.TakeAsync(page, new(
            korean ? "card.ko.png" : "card.png", Chapter.Board, $"An open card, {(korean ? "Korean" : "English")}", $"열린 카드, {(korean ? "한국어" : "영어")}"));
        await page.Context.CloseAsync();
    }

    private async Task<string> SignInAsync()
    {
        var page = await Camera.OpenAsync(korean: true, phone: true);
        await page.GotoAsync($"{Web}/boards");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "로그인" }).ClickAsync();
        await page.Locator("input[name=username]").FillAsync(SignIn.DemoEmail);
        await page.Locator("input[name=password]").FillAsync(SignIn.DemoPassword);
        await camera.TakeAsync(page, new("sign-in.png", Chapter.SignUp, "Sign-in, in Korean", "로그인", IsPhone: true));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".board-tile").First.WaitForAsync();
        await camera.TakeAsync(page, new("boards.png", Chapter.SignUp, "Signed in: the boards", "로그인한 뒤: 보드 목록", IsPhone: true));
        var state = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return state;
    }

    // The mail arrives a moment after the page that asks for its code.
    private async Task<string> MailAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        var link = page.GetByRole(AriaRole.Link).Filter(new() { HasTextRegex = MailCode() });
        for (var i = 0; i < 240; i++)
        {
            await page.GotoAsync($"{system.Address("cognito")}/mailbox?lang=en");
            if (await link.CountAsync() > 0)
            {
                break;
            }

            await Task.Delay(250);
        }

        var code = MailCode().Match(await link.First.InnerTextAsync()).Value;
        await link.First.ClickAsync();
        await page.GetByText(code).First.WaitForAsync();
        await camera.TakeAsync(page, new("mail.png", Chapter.SignUp, "The code, in the local mailbox", "인증 코드, 로컬 메일함", IsPhone: true));
        await page.CloseAsync();
        return code;
    }

    [GeneratedRegex("[0-9]{6}", RegexOptions.None, 1000)]
    private static partial Regex MailCode();
}
