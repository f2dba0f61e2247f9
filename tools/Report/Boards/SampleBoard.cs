using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace KanbanAspire.Report.Boards;

/// <summary>The board on the pictures: always the same cards, in one of the two languages.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CardId">Card with texts, checklist and comments.</param>
internal sealed record SampleBoard(string Id, string CardId)
{
    private static readonly (string English, string Korean, int? WipLimit)[] Columns =
        [("Ideas", "아이디어", null), ("To do", "할 일", null), ("Doing", "진행 중", 3), ("Done", "완료", null)];

    private static readonly (string English, string Korean, string Colour)[] Labels =
        [("design", "디자인", "violet"), ("server", "서버", "blue"), ("bug", "버그", "rose"), ("text", "문구", "amber")];

    private static readonly SampleCard[] Cards =
    [
        new(0, "Dark theme for the e-mails", "메일에 어두운 테마", [0]),
        new(0, "Ask customers what they miss", "고객에게 아쉬운 점 묻기", []),
        new(0, "Gift cards", "기프트 카드", [1], Estimate: 8),
        new(1, "Translate the return policy", "반품 정책 번역", [3], DueInDays: 6, Estimate: 2, Assignees: 1),
        new(1, "Search finds 'shoes' for 'shoe'", "'신발들'로도 '신발' 찾기", [1], Estimate: 5),
        new(1, "Basket forgets the discount code", "장바구니가 할인 코드를 잊음", [2, 1], DueInDays: 1, Priority: "urgent", Assignees: 0),
        new(1, "Photos load late on phones", "휴대폰에서 사진이 늦게 뜸", [2], Priority: "medium"),
        new(2, "Check-out in two steps", "두 단계 결제", [0, 1], DueInDays: 3, Priority: "high", Estimate: 5, Assignees: [0, 1]),
        new(2, "Icons for the delivery status", "배송 상태 아이콘", [0], Estimate: 1, Assignees: 1),
        new(3, "Sign-in with a code by mail", "메일 코드로 로그인", [1], Estimate: 3),
        new(3, "Landing page", "첫 화면", [0, 3], Estimate: 3, Assignees: 1),
        new(3, "Nightly backup", "야간 백업", [1], Estimate: 2),
    ];

    /// <summary>Makes the board.</summary>
    /// <param name="owner">Client of who makes it.</param>
    /// <param name="guest">Client of who joins it.</param>
    /// <param name="korean">Which language.</param>
    /// <returns>The board.</returns>
    public static async Task<SampleBoard> MakeAsync(HttpClient owner, HttpClient guest, bool korean)
    {
        string In(string english, string inKorean) => korean ? inKorean : english;
        var board = await SendAsync(owner, HttpMethod.Post, "/api/boards", new { name = In("Web shop", "웹 쇼핑몰"), colour = "teal" });
        var address = $"/api/boards/{board["board"]!["id"]}";
        var invite = await SendAsync(
            owner, HttpMethod.Post, $"{address}/invites", new { role = "editor", expiresAt = DateTimeOffset.UtcNow.AddDays(1) });
        var joined = await SendAsync(guest, HttpMethod.Post, $"/api/invites/{invite["code"]}");
        string[] members = [(string)(await SendAsync(owner, HttpMethod.Get, address))["me"]!, (string)joined["members"]![0]!["id"]!];

        var (columns, labels) = (new List<string>(), new List<string>());
        foreach (var (english, inKorean, wipLimit) in Columns)
        {
            var made = await SendAsync(owner, HttpMethod.Post, $"{address}/columns", new { name = In(english, inKorean), wipLimit, done = english is "Done" });
            columns.Add((string)made["columns"]![0]!["id"]!);
        }

        foreach (var (english, inKorean, colour) in Labels)
        {
            var made = await SendAsync(owner, HttpMethod.Post, $"{address}/labels", new { name = In(english, inKorean), colour });
            labels.Add((string)made["labels"]![0]!["id"]!);
        }

        var cards = new List<string>();
        foreach (var card in Cards)
        {
            var made = await SendAsync(owner, HttpMethod.Post, $"{address}/cards", new
            {
                columnId = columns[card.Column],
                title = In(card.English, card.Korean),
                labels = card.Labels.Select(label => labels[label]),
                assignees = card.Assignees.Select(member => members[member]),
                due = card.DueInDays is { } days ? DateTime.Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
                priority = card.Priority,
                estimate = card.Estimate,
            });
            cards.Add((string)made["cards"]![0]!["id"]!);
        }

        await FillAsync(owner, guest, $"{address}/cards/{cards[7]}", In);
        return new SampleBoard(address.Split('/')[^1], cards[7]);
    }

    // Everything that a card can hold, on the one that a picture opens.
    private static async Task FillAsync(HttpClient owner, HttpClient guest, string card, Func<string, string, string> text)
    {
        await SendAsync(owner, HttpMethod.Put, $"{card}/description", new
        {
            text = text(
                "Address and payment on **one** page, the summary on the next.\n\n- no account needed\n- the basket stays in sight",
                "주소와 결제를 **한** 화면에, 요약은 다음 화면에.\n\n- 계정 없이도 가능\n- 장바구니는 계속 보이게"),
        }, ifMatch: "\"0\"");
        var list = await SendAsync(owner, HttpMethod.Post, $"{card}/checklists", new
        {
            title = text("Before it ships", "출시 전에"),
            entries = new[] { text("Sketch", "스케치"), text("Form", "입력 화면"), text("Tests on a phone", "휴대폰에서 시험") },
        });
        var checklist = list["checklists"]![0]!;
        var entry = checklist["after"]!["entries"]![0]!["id"];
        await SendAsync(owner, HttpMethod.Patch, $"{card}/checklists/{checklist["id"]}/entries/{entry}", new { done = true });
        await SendAsync(guest, HttpMethod.Post, $"{card}/comments", new { text = text("The sketch is ready, please have a look.", "스케치가 나왔어요. 한번 봐 주세요.") });
        await SendAsync(owner, HttpMethod.Post, $"{card}/comments", new { text = text("Looks good. Let us drop the second address line.", "좋네요. 둘째 주소 줄은 뺍시다.") });
    }

    private static async Task<JsonNode> SendAsync(HttpClient http, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("if-match", ifMatch);
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{method} {path} answered {(int)response.StatusCode}: {text}");
    }
}
