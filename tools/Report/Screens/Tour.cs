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
        return state;
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
