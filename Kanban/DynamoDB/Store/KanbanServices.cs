using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Kanban.Store;

/// <summary>Adds what reads and writes boards.</summary>
public static class KanbanServices
{
    /// <summary>Adds what reads and writes boards. The client, the tables' names, the clock and logging come from elsewhere.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="options">Options of command execution.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddKanban(this IServiceCollection services, CommandOptions options) => services
        .AddSingleton(options)
        .AddSingleton<BoardReader>()
        .AddSingleton<CardReader>()
        .AddSingleton<UserBoards>()
        .AddSingleton<CommandExecutor>()
        .AddSingleton<CardTransfers>()
        .AddSingleton<BatchedCommands>();
}
