using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace KanbanAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Records a share of all traces, whatever the caller's trace header says: neither Lambda's own rate nor a client decides what
/// traces cost. All spans of a trace are decided alike, in each process.
/// </summary>
/// <param name="ratio">Share of traces, 0 to 1.</param>
internal sealed class RatioSampler(double ratio) : Sampler
{
    private const int Bits = 53;

    /// <summary>Creates the sampler of a function.</summary>
    /// <param name="configuration"><c>Telemetry:TraceSampling</c>, for example <c>0.05</c>; without it all traces are recorded.</param>
    /// <returns>The sampler; it records nothing when the setting is no number from 0 to 1.</returns>
    internal static RatioSampler From(IConfiguration configuration) => new(configuration["Telemetry:TraceSampling"] switch
    {
        { Length: > 0 } text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1 ? ratio : 0,
        _ => 1,
    });

    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        // X-Ray's ids begin with the time in seconds, as in 5759e988bd862e3fe1be46a994272793; OpenTelemetry's own sampler looks at
        // that part, and so takes all traces of an hour or none. The last eight bytes are random in ids of every origin.
        Span<byte> id = stackalloc byte[16];
        samplingParameters.TraceId.CopyTo(id);
        var share = (BinaryPrimitives.ReadUInt64BigEndian(id[8..]) >> (64 - Bits)) / (double)(1L << Bits);
        return new SamplingResult(share < ratio ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
    }
}
