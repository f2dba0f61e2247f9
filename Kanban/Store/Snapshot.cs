using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using KanbanAspire.Kanban.Commands;
using KanbanAspire.Kanban.Events;
using KanbanAspire.Kanban.Telemetry;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace KanbanAspire.Kanban.Store;

/// <summary>
/// Reads the part of a board that a command needs by one TransactGetItems: all items are of one moment, which BatchGetItem does
/// not promise against transactions.
/// </summary>
internal sealed class Snapshot(string boardId)
{
    private readonly Dictionary<Key, Func<State, Item?, State>> _parts = [];

    /// <summary>Most items of a transaction. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html</summary>
    internal const int MaxItems = 100;

    internal static KanbanJson Json => KanbanJson.Compact;

    /// <summary>Adds the board and the member who asks.</summary>
    internal void AddBoard(string? sub)
    {
        Add(Key.Board(boardId), static (state, item) => state with { Board = item.Read(Json.Board) });
        if (sub is not null)
        {
            AddMember(sub);
        }
    }

    internal void AddMember(string sub) => Add(Key.Member(boardId, sub), (state, item) => state with
    {
        Members = state.Members.SetItem(sub, item.Read(Json.Member)),
    });

    internal void AddColumn(string id) => _parts[Key.Column(boardId, id)] = (state, item) => item is null
        ? state with { Missing = state.Missing.Add(id) }
        : state with { Columns = state.Columns.SetItem(id, item.Read(Json.Column)) };

    internal void Add(Needs needs)
    {
        if (needs.Labels)
        {
            Add(Key.Labels(boardId), AddLabels);
        }

        foreach (var id in needs.Columns.OfType<string>())
        {
            AddColumn(id);
        }

        foreach (var id in needs.Cards.OfType<string>())
        {
            Add(Key.Card(boardId, id), AddCard);
        }

        foreach (var id in needs.Archived.OfType<string>())
        {
            Add(Key.ArchivedCard(boardId, id), AddCard);
        }

        foreach (var id in needs.Rules.OfType<string>())
        {
            Add(Key.Rule(boardId, id), (s, item) =>
            {
                RuleSpans.Link(item);
                return s with { Rules = s.Rules.SetItem(id, item.Read(Json.Rule)) };
            });
        }

        foreach (var id in needs.Invites.OfType<string>())
        {
            Add(Key.Invite(boardId, id), (s, item) => s with { Invites = s.Invites.SetItem(id, item.Read(Json.Invite)) });
        }

        AddTexts(needs);
    }

    /// <summary>Tells whether it is more than one transaction can read.</summary>
    internal bool IsTooLarge => _parts.Count > MaxItems;

    internal async Task<State> ReadAsync(IAmazonDynamoDB client, string table, CancellationToken cancellationToken)
    {
        var response = await client.TransactGetItemsAsync(
            new TransactGetItemsRequest
            {
                TransactItems = [.. _parts.Keys.Select(key => new TransactGetItem
                {
                    Get = new Get { TableName = table, Key = key.ToAttributes() },
                })],
            },
            cancellationToken);

        return _parts.Values.Zip(response.Responses).Aggregate(
            State.Empty, static (state, part) => part.First(state, part.Second.Item is { Count: > 0 } item ? item : null));
    }

    private void AddTexts(Needs needs)
    {
        if (needs.Description is { } cardId)
        {
            Add(Key.Description(cardId), (s, item) => s with
            {
                Descriptions = s.Descriptions.SetItem(cardId, item.Read(Json.Description) with { Text = item.Text() }),
            });
        }

        if (needs is { Description: { } card, Revision: { } version })
        {
            var key = Key.Revision(card, version);
            Add(key, (s, item) => s with
            {
                Revisions = s.Revisions.SetItem(key.Sk, item.Read(Json.Revision) with { Text = item.Text() }),
            });
        }

        foreach (var (card2, id) in needs.Checklists)
        {
            Add(Key.Checklist(card2, id), (s, item) => s with
            {
                Checklists = s.Checklists.SetItem(id, item.Read(Json.Checklist)),
            });
        }

        foreach (var (card3, id) in needs.Comments)
        {
            Add(Key.Comment(card3, id), (s, item) => s with
            {
                Comments = s.Comments.SetItem(id, item.Read(Json.Comment) with { Text = item.Text() }),
            });
        }
    }

    private void Add(Key key, Func<State, Item, State> add) =>
        _parts[key] = (state, item) => item is null ? state : add(state, item);

    private static State AddLabels(State state, Item item) => state with
    {
        Labels = state.Labels.AddRange(item.Read(Json.IReadOnlyListLabel).Select(label => KeyValuePair.Create(label.Id, label))),
        LabelsVersion = item["version"].Number(),
    };

    private static State AddCard(State state, Item item)
    {
        var card = item.Read(Json.Card);
        return state with { Cards = state.Cards.SetItem(card.Id, card) };
    }
}
