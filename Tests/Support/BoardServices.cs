using Amazon.DynamoDBv2;
using KanbanAspire.Kanban.Store;
using KanbanAspire.Kanban.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KanbanAspire.Tests.Support;

/// <summary>Everything that reads and writes boards, over one client.</summary>
public sealed class BoardServices
{
    /// <summary>Initializes a new instance of the <see cref="BoardServices"/> class.</summary>
    /// <param name="client">The client.</param>
    /// <param name="names">Names of the tables.</param>
    /// <param name="options">How commands are executed; null for no limit of writes.</param>
    /// <param name="time">The clock; null for the real one.</param>
    /// <param name="logger">Receives what is given up on; null for nobody.</param>
    /// <param name="observer">Is told of what is committed; null for nobody.</param>
    public BoardServices(
        IAmazonDynamoDB client,
        TableNames names,
        CommandOptions? options = null,
        TimeProvider? time = null,
        ILogger<CommandExecutor>? logger = null,
        ICommitObserver? observer = null)
    {
        options ??= new CommandOptions { WritesPerMinute = 0 };
        Boards = new BoardReader(client, names, time ?? TimeProvider.System);
        Cards = new CardReader(client, names);
        UserBoards = new UserBoards(client, names);
        Commands = new CommandExecutor(client, names, Boards, time ?? TimeProvider.System, options, logger ?? NullLogger<CommandExecutor>.Instance, observer);
        Transfers = new CardTransfers(Commands, Boards);
        Batches = new BatchedCommands(client, names, Commands, Transfers, Boards, options, NullLogger<BatchedCommands>.Instance);
    }

    public BoardReader Boards { get; }

    public CardReader Cards { get; }

    public UserBoards UserBoards { get; }

    public CommandExecutor Commands { get; }

    public CardTransfers Transfers { get; }

    public BatchedCommands Batches { get; }
}
