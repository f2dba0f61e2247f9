using System.Text.Json.Serialization;

namespace Amazon.Lambda.CloudWatchEvents
{
    /// <summary>The envelope of every EventBridge event.</summary>
    /// <typeparam name="T">Type of <see cref="Detail"/>.</typeparam>
    public class CloudWatchEvent<T>
    {
        /// <summary>Gets or sets the version of the envelope, <c>0</c>.</summary>
        public string? Version { get; set; }

        /// <summary>Gets or sets the id of the event; a rule that fires twice gives two ids.</summary>
        public string? Id { get; set; }

        /// <summary>Gets or sets the kind, for example <c>Scheduled Event</c>.</summary>
        [JsonPropertyName("detail-type")]
        public string? DetailType { get; set; }

        /// <summary>Gets or sets the sending service, <c>aws.events</c> for a schedule.</summary>
        public string? Source { get; set; }

        /// <summary>Gets or sets the account number.</summary>
        public string? Account { get; set; }

        /// <summary>Gets or sets when it happened: UTC, to the second.</summary>
        public DateTime Time { get; set; }

        /// <summary>Gets or sets the region.</summary>
        public string? Region { get; set; }

        /// <summary>Gets or sets the ARNs concerned; of a schedule, the rule's.</summary>
        public List<string>? Resources { get; set; }

        /// <summary>Gets or sets the body, whose form depends on <see cref="DetailType"/>.</summary>
        public T? Detail { get; set; }
    }
}

namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents
{
    /// <summary>The (empty) body of a scheduled event.</summary>
    public sealed class Detail;

    /// <summary>What an EventBridge schedule sends.</summary>
    public sealed class ScheduledEvent : CloudWatchEvent<Detail>;
}
