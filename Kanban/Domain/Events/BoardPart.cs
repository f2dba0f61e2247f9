using System.Collections.Immutable;
using KanbanAspire.Kanban.Boards;
using KanbanAspire.Kanban.Cards;
using KanbanAspire.Kanban.Columns;
using KanbanAspire.Kanban.Members;
using KanbanAspire.Kanban.Recurrence;

namespace KanbanAspire.Kanban.Events;

/// <summary>
/// A kind of thing that a board is made of: where it stands in an event and where in the state. <see cref="State.Apply"/>, the
/// write set and the reads of the store go by these; the board itself is none of them.
/// </summary>
public abstract class BoardPart
{
    /// <summary>Labels.</summary>
    public static BoardPart<Label> Labels { get; } = new(
        static label => label.Id, static e => e.Labels, static state => state.Labels, static (state, all) => state with { Labels = all });

    /// <summary>Columns. Counts and greatest ranks are not what people set: they follow from the cards.</summary>
    public static BoardPart<Column> Columns { get; } = new(
        static column => column.Id, static e => e.Columns, static state => state.Columns, static (state, all) => state with { Columns = all })
    {
        Complete = static (column, before, _) => column with { Count = before?.Count ?? 0, LastRank = before?.LastRank },
    };

    /// <summary>Cards, open and archived.</summary>
    public static BoardPart<Card> Cards { get; } = new(
        static card => card.Id, static e => e.Cards, static state => state.Cards, static (state, all) => state with { Cards = all });

    /// <summary>Members, by <see cref="Member.Sub"/>.</summary>
    public static BoardPart<Member> Members { get; } = new(
        static member => member.Sub, static e => e.Members, static state => state.Members, static (state, all) => state with { Members = all });

    /// <summary>Invites.</summary>
    public static BoardPart<Invite> Invites { get; } = new(
        static invite => invite.Id, static e => e.Invites, static state => state.Invites, static (state, all) => state with { Invites = all });

    /// <summary>Recurring rules.</summary>
    public static BoardPart<Rule> Rules { get; } = new(
        static rule => rule.Id, static e => e.Rules, static state => state.Rules, static (state, all) => state with { Rules = all });

    /// <summary>Descriptions, by card.</summary>
    public static BoardPart<Description> Descriptions { get; } = new(
        static description => description.CardId, static e => e.Descriptions, static state => state.Descriptions, static (state, all) => state with { Descriptions = all })
    {
        Complete = static (description, _, texts) => description with { Text = texts?.GetValueOrDefault(description.Ref.Hash) },
    };

    /// <summary>Checklists.</summary>
    public static BoardPart<Checklist> Checklists { get; } = new(
        static checklist => checklist.Id, static e => e.Checklists, static state => state.Checklists, static (state, all) => state with { Checklists = all });

    /// <summary>Comments.</summary>
    public static BoardPart<Comment> Comments { get; } = new(
        static comment => comment.Id, static e => e.Comments, static state => state.Comments, static (state, all) => state with { Comments = all })
    {
        Complete = static (comment, before, texts) => comment with { Text = texts?.GetValueOrDefault(comment.Ref.Hash) ?? before?.Text },
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BoardPart> All { get; } =
        [Labels, Columns, Cards, Members, Invites, Rules, Descriptions, Checklists, Comments];

    /// <summary>Gives the state with what an event changed of this part.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="e">The event.</param>
    /// <param name="texts">Texts by hash, which the log does not hold; null when rebuilding from the log.</param>
    /// <returns>The state after.</returns>
    internal abstract State Apply(State state, BoardEvent e, IReadOnlyDictionary<string, string>? texts);
}

/// <summary>One such kind.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="id">Gives the id by which the state has a thing.</param>
/// <param name="changes">Finds its changes in an event; null for none.</param>
/// <param name="things">Finds its things in a state, by id.</param>
/// <param name="replace">Puts others in their place.</param>
public sealed class BoardPart<T>(
    Func<T, string> id,
    Func<BoardEvent, IReadOnlyList<Change<T>>?> changes,
    Func<State, ImmutableDictionary<string, T>> things,
    Func<State, ImmutableDictionary<string, T>, State> replace) : BoardPart
    where T : class
{
    /// <summary>Gets what gives the id by which the state has a thing.</summary>
    public Func<T, string> Id { get; } = id;

    /// <summary>Gets what finds its changes in an event.</summary>
    public Func<BoardEvent, IReadOnlyList<Change<T>>?> Changes { get; } = changes;

    /// <summary>Gets what finds its things in a state, by id.</summary>
    public Func<State, ImmutableDictionary<string, T>> Things { get; } = things;


    /// <summary>Adds to a thing what its event does not hold, from the thing before and the texts; null where the event holds all.</summary>
    internal Func<T, T?, IReadOnlyDictionary<string, string>?, T>? Complete { get; init; }

    /// <summary>Puts a thing into a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="thing">The thing.</param>
    /// <returns>The state with it.</returns>
    public State Add(State state, T thing) => replace(state, Things(state).SetItem(Id(thing), thing));

    /// <inheritdoc/>
    internal override State Apply(State state, BoardEvent e, IReadOnlyDictionary<string, string>? texts)
    {
        if (Changes(e) is not { Count: > 0 } changed)
        {
            return state;
        }

        var all = Things(state);
        foreach (var change in changed)
        {
            var key = Id((change.After ?? change.Before)!);
            all = change.After is not { } after
                ? all.Remove(key)
                : all.SetItem(key, Complete is null ? after : Complete(after, all.GetValueOrDefault(key), texts));
        }

        return replace(state, all);
    }
}
