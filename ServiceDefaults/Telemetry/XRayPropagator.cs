using System.Diagnostics;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Reads W3C trace context, else the trace of the Lambda invocation, else the header of API Gateway. Written is W3C alone.
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
/// </summary>
/// <param name="variable">Reads an environment variable.</param>
public sealed class XRayPropagator(Func<string, string?> variable) : DistributedContextPropagator
{
    /// <summary>Variable that the loop of a function sets to the X-Ray header of each invocation.</summary>
    public const string InvocationVariable = "_X_AMZN_TRACE_ID";

    private const string Header = "x-amzn-trace-id";

    private readonly DistributedContextPropagator _w3c = CreateW3CPropagator();

    /// <summary>Creates the propagator of this process.</summary>
    public XRayPropagator()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields => _w3c.Fields;

    /// <summary>Turns an X-Ray header into a trace parent.</summary>
    /// <param name="header">For example <c>Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1</c>.</param>
    /// <returns>For example <c>00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01</c>; null when the header is none.</returns>
    public static string? ToTraceParent(string? header)
    {
        string? trace = null, parent = null;
        var sampled = false;
        foreach (var field in (header ?? string.Empty).Split(';', StringSplitOptions.TrimEntries))
        {
            switch (field.Split('=', 2))
            {
                case ["Root", ['1', '-', .. { Length: 33 } root]] when root[8] == '-':
                    trace = root.Remove(8, 1);
                    break;
                case ["Parent", { Length: 16 } id]:
                    parent = id;
                    break;
                case ["Sampled", var flag]:
                    sampled = flag is "1";
                    break;
            }
        }

        var traceParent = $"00-{trace}-{parent}-0{(sampled ? '1' : '0')}";
        return ActivityContext.TryParse(traceParent, null, out _) ? traceParent : null;
    }

    /// <inheritdoc/>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
        _w3c.Inject(activity, carrier, setter);

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        _w3c.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
        traceId ??= ToTraceParent(variable(InvocationVariable));
        if (traceId is null && getter is not null)
        {
            // Root=1-5759e988-bd862e3fe1be46a994272793: API Gateway names no parent unless the client did.
            getter(carrier, Header, out var value, out _);
            traceId = ToTraceParent(value);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        _w3c.ExtractBaggage(carrier, getter);
}
