using KanbanAspire.Kanban.Store;
using KanbanAspire.ServiceDefaults.AppSync;
using KanbanAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KanbanAspire.Kanban.Push;

/// <summary>Adds what pushes the events of boards.</summary>
public static class PushServices
{
    /// <summary>Adds it where the system has an Event API; without one, readers of a board ask every two seconds.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configuration"><c>AppSync:Endpoint</c>: address of the Event API, for example <c>http://localhost:5085/event</c>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddBoardPush(this IServiceCollection services, IConfiguration configuration) =>
        configuration["AppSync:Endpoint"] is not { Length: > 0 } endpoint ? services : services
            .AddSingleton(_ => new EventPublisher(new Uri(endpoint)))
            .AddSingleton<BoardPush>()
            .AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<BoardPush>())
            .AddSingleton<IDrain>(provider => provider.GetRequiredService<BoardPush>());
}
