using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting.AWS.Lambda;
using KanbanAspire.AppHost.Stack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KanbanAspire.AppHost;

/// <summary>An EventBridge rule on this machine: it invokes a function every minute on the minute.</summary>
/// <param name="name">Resource name.</param>
/// <param name="function">The function.</param>
internal sealed class ScheduleResource(string name, IResource function) : Resource(name)
{
    /// <summary>Gets the rule's expression. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html</summary>
    public const string Expression = "rate(1 minute)";

    /// <summary>Gets the function that is invoked.</summary>
    public IResource Function { get; } = function;

    /// <summary>Gets or sets a value indicating whether it fires.</summary>
    public bool IsEnabled { get; set; } = true;
}

/// <summary>Adds schedules.</summary>
internal static class ScheduleExtensions
{
    private const string Arn = $"arn:aws:events:{StackSettings.Region}:000000000000:rule/";

    // As Aspire writes it, and as EventBridge writes it.
    private const string Enabled = "Running";
    private const string Disabled = "Disabled";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(16) };

    /// <summary>Adds a schedule, with the command <c>send-test-event</c>.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Resource name.</param>
    /// <param name="function">The function that is invoked.</param>
    /// <returns>The resource's builder.</returns>
    public static IResourceBuilder<ScheduleResource> AddSchedule(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<LambdaProjectResource> function)
    {
        var schedule = new ScheduleResource(name, function.Resource);
        var emulator = builder.Resources.OfType<IResourceWithEndpoints>().Single(r => r.Name == "LambdaServiceEmulator").GetEndpoint("http");
        builder.Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<ScheduleRunner>(
            services, schedule, (Invoke)InvokeAsync));
        return builder.AddResource(schedule)
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "EventBridge rule",
                State = KnownResourceStates.Waiting,
                Properties = [new(CustomResourceKnownProperties.Source, ScheduleResource.Expression), new("Target", function.Resource.Name)],
            })
            .WithReferenceRelationship(function)
            .WithIconName("Timer")
            .WithCommand("send-test-event", "Send test event", SendTestEventAsync, new CommandOptions
            {
                Description = "Invokes the function with an event of a rule of its own, as the schedule does every minute.",
                IconName = "Send",
                IsHighlighted = true,
                UpdateState = state => state.ResourceSnapshot.State?.Text is Enabled or Disabled
                    ? ResourceCommandState.Enabled
                    : ResourceCommandState.Disabled,
            })
            .WithSwitch("disable", "Disable", "Pause", isEnabled: false)
            .WithSwitch("enable", "Enable", "Play", isEnabled: true)
            .ExcludeFromManifest();

        // A rule of its own, because one rule inserts one item a minute, however often it fires.
        async Task<ExecuteCommandResult> SendTestEventAsync(ExecuteCommandContext context)
        {
            var scheduled = Event(DateTimeOffset.UtcNow, $"{name}-test-{Guid.NewGuid():N}");
            var (isDone, answer) = await InvokeAsync(scheduled, context.CancellationToken);
            return isDone
                ? CommandResults.Success("The function has answered.", answer, CommandResultFormat.Json, displayImmediately: true)
                : CommandResults.Failure("The function has failed.", answer, CommandResultFormat.Json);
        }

        async Task<(bool IsDone, string Answer)> InvokeAsync(string scheduled, CancellationToken cancellationToken)
        {
            try
            {
                using var content = new StringContent(scheduled, Encoding.UTF8, "application/json");
                using var response = await Http.PostAsync(
                    new Uri($"{emulator.Url}/2015-03-31/functions/{function.Resource.Name}/invocations"), content, cancellationToken);
                var isDone = response.IsSuccessStatusCode && !response.Headers.Contains("X-Amz-Function-Error");
                return (isDone, await response.Content.ReadAsStringAsync(cancellationToken));
            }
            catch (HttpRequestException e)
            {
                return (false, new JsonObject { ["errorMessage"] = e.Message }.ToJsonString());
            }
        }
    }

    private static IResourceBuilder<ScheduleResource> WithSwitch(
        this IResourceBuilder<ScheduleResource> schedule, string name, string displayName, string icon, bool isEnabled) => schedule.WithCommand(
        name,
        displayName,
        async context =>
        {
            schedule.Resource.IsEnabled = isEnabled;
            await context.Services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(
                schedule.Resource, snapshot => snapshot with { State = isEnabled ? Enabled : Disabled });
            return CommandResults.Success();
        },
        new CommandOptions
        {
            Description = isEnabled ? "Invokes the function every minute again." : "Invokes the function no more until it is enabled.",
            IconName = icon,
            UpdateState = state => state.ResourceSnapshot.State?.Text == (isEnabled ? Disabled : Enabled)
                ? ResourceCommandState.Enabled
                : ResourceCommandState.Hidden,
        });

    /// <summary>Writes what EventBridge sends. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html</summary>
    /// <param name="time">When the rule fired.</param>
    /// <param name="rule">Name of the rule.</param>
    /// <returns>JSON.</returns>
    public static string Event(DateTimeOffset time, string rule) => new JsonObject
    {
        ["version"] = "0",
        ["id"] = Guid.NewGuid().ToString(),
        ["detail-type"] = "Scheduled Event",
        ["source"] = "aws.events",
        ["account"] = "000000000000",
        ["time"] = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["region"] = StackSettings.Region,
        ["resources"] = new JsonArray(Arn + rule),
        ["detail"] = new JsonObject(),
    }.ToJsonString();
}

/// <summary>Invokes the function of a schedule every minute.</summary>
/// <param name="schedule">The schedule.</param>
/// <param name="invokeAsync">Sends an event to the function, and says whether it was handled and with what answer.</param>
/// <param name="notifications">States of resources.</param>
/// <param name="loggers">Console of the schedule.</param>
internal sealed class ScheduleRunner(
    ScheduleResource schedule, Invoke invokeAsync, ResourceNotificationService notifications, ResourceLoggerService loggers) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await notifications.WaitForResourceHealthyAsync(schedule.Function.Name, stoppingToken);
        await notifications.PublishUpdateAsync(schedule, snapshot => snapshot with { State = KnownResourceStates.Running, StartTimeStamp = DateTime.UtcNow });
        var delivery = new ScheduledDelivery(invokeAsync, TimeProvider.System, loggers.GetLogger(schedule));
        await new MinuteTimer(TimeProvider.System).RunAsync(
            minute =>
            {
                if (schedule.IsEnabled)
                {
                    _ = delivery.DeliverAsync(ScheduleExtensions.Event(minute, schedule.Name), stoppingToken);
                }
            },
            stoppingToken);
    }
}
