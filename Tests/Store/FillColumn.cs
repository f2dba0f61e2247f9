using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Tests.Store;

/// <summary>Makes many cards of the reference kind at the end of the first column by one command, which people cannot.</summary>
public sealed record FillColumn(int First, int Count) : Command
{
    private static readonly string[] Korean =
    [
        "로그인", "화면", "오류", "수정", "결제", "모듈", "점검", "배포", "일정", "회의", "자료", "정리", "디자인", "검토", "사용자", "설문",
        "알림", "메일", "발송", "서버", "이전", "계획", "데이터", "백업", "자동화", "테스트", "보완", "문서", "번역", "요청", "고객", "문의",
    ];

    private static readonly string[] English =
    [
        "fix", "login", "page", "layout", "for", "small", "screens", "write", "release", "notes", "review", "the", "billing", "flow",
        "update", "customer", "import", "plan", "team", "offsite", "draft", "survey", "clean", "up", "old", "branches", "add", "tests",
        "measure", "cold", "start", "and", "report", "move", "assets", "to", "bucket", "ask", "legal", "about", "terms", "call", "partner",
    ];

    /// <summary>Gets the labels that half of them carry.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Gets whether every member of a card is set and the title as long as can be.</summary>
    public bool IsFull { get; init; }

    /// <summary>Gets a title for all of them; null for one of words each.</summary>
    public string? SameTitle { get; init; }

    public override ReadSet ReadSet => new() { Columns = ["2"] };

    public override Decision Decide(State state, CommandContext context)
    {
        var rank = state.Columns["2"].LastRank;
        var cards = Enumerable.Range(First, Count).Select(i =>
        {
            rank = Rank.Between(rank, null, context.Jitter());
            var id = Ids.Derive($"{state.Board!.Id} {i}", context.At);
            return new Change<Card>(id, null, new Card(id, "2", rank, SameTitle ?? Title(i, IsFull ? 200 : 40), context.Seq, context.Seq)
            {
                Labels = Labels,
                Assignees = Labels is null ? null : ["1"],
                Due = IsFull || (Labels is not null && i % 4 < 2) ? new DateOnly(2026, 12, 24) : null,
                Start = IsFull ? new DateOnly(2026, 12, 1) : null,
                Priority = IsFull ? CardPriority.Urgent : null,
                Estimate = IsFull ? 12.5m : null,
                Cover = IsFull ? "turquoise" : null,
                EnteredAt = IsFull ? context.At : null,
                Description = IsFull ? 65_000 : 0,
                Comments = IsFull ? 100 : 0,
                Checklists = IsFull ? 10 : 0,
                Entries = IsFull ? 400 : 0,
                EntriesDone = IsFull ? 250 : 0,
            });
        });
        return new BoardEvent(context.Seq, context.At, "cardsFilled") { By = context.By, Cards = [.. cards] };
    }

    private static string Title(int number, int length)
    {
        var random = new Random(number);
        var words = number % 2 == 0 ? Korean : English;
        var title = string.Empty;
        while (title.Length < length)
        {
            title += words[random.Next(words.Length)] + " ";
        }

        return title[..(length - 1)] + ".";
    }
}
