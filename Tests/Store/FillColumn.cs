using KanbanAspire.Kanban;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Ranks;

namespace KanbanAspire.Tests.Store;

/// <summary>Makes many cards of the reference kind at the end of the first column by one command, which people cannot.</summary>
public sealed record FillColumn(int First, int Count) : Command
{
    private const string Korean = "한글제목은영어제목보다길이가세배나되므로꼭재어보아야하는것이니까그래서이렇게마흔자";
    private const string English = "A title of forty characters for the test";

    /// <summary>Gets the labels that half of them carry.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    public override Needs Needs => new() { Columns = ["2"] };

    public override Decision Decide(State state, Moment moment)
    {
        var rank = state.Columns["2"].LastRank;
        var cards = Enumerable.Range(First, Count).Select(i =>
        {
            rank = Rank.Between(rank, null, moment.Suffix());
            var id = Ids.Derive($"{state.Board!.Id} {i}", moment.At);
            return new Change<Card>(id, null, new Card(id, "2", rank, (i % 2 == 0 ? Korean : English)[..40], moment.Seq, moment.Seq)
            {
                Labels = Labels,
                Assignees = Labels is null ? null : ["1"],
                Due = Labels is not null && i % 4 < 2 ? new DateOnly(2026, 12, 24) : null,
            });
        });
        return moment.Event("cardsFilled") with { Cards = [.. cards] };
    }
}
