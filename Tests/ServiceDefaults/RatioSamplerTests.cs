using System.Diagnostics;
using KanbanAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class RatioSamplerTests
{
    // All of one hour, as X-Ray makes them: four bytes of time, then twelve random ones.
    private static readonly ActivityTraceId[] Ids = [.. Enumerable.Range(0, 10_000).Select(n => ActivityTraceId.CreateFromString(
        $"{1_795_521_600 + (n % 3600):x8}{ActivityTraceId.CreateRandom().ToHexString()[8..]}"))];

    [Theory]
    [InlineData(0.05, 400, 600)]
    [InlineData(0.5, 4_800, 5_200)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 10_000, 10_000)]
    public void ShouldSample_IdsOfXRay_TakesTheShare(double ratio, int least, int most) =>
        Assert.InRange(Ids.Count(id => IsSampled(new RatioSampler(ratio), id, parent: null)), least, most);

    [Fact]
    public void ShouldSample_FlagOfTheCaller_MakesNoDifference()
    {
        var sampler = new RatioSampler(0.05);

        Assert.All(Ids, id =>
        {
            var expected = IsSampled(sampler, id, parent: null);
            Assert.Equal(expected, IsSampled(sampler, id, ActivityTraceFlags.None));
            Assert.Equal(expected, IsSampled(sampler, id, ActivityTraceFlags.Recorded));
        });
    }

    [Fact]
    public void ShouldSample_SmallerRatio_TakesAPartOfTheSameTraces() => Assert.All(
        Ids.Where(id => IsSampled(new RatioSampler(0.05), id, parent: null)),
        id => Assert.True(IsSampled(new RatioSampler(0.2), id, parent: null)));

    [Theory]
    [InlineData(null, true)]
    [InlineData("1", true)]
    [InlineData("1.0", true)]
    [InlineData("0", false)]
    [InlineData("2", false)]
    [InlineData("NaN", false)]
    [InlineData("much", false)]
    public void From_Setting_IsReadOrRecordsNothing(string? setting, bool expected)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Telemetry:TraceSampling", setting)]).Build();

        Assert.Equal(expected, IsSampled(RatioSampler.From(configuration), Ids[0], parent: null));
    }

    private static bool IsSampled(RatioSampler sampler, ActivityTraceId id, ActivityTraceFlags? parent)
    {
        var context = parent is { } flags ? new ActivityContext(id, ActivitySpanId.CreateRandom(), flags, isRemote: true) : default;
        return sampler.ShouldSample(new SamplingParameters(context, id, "span", ActivityKind.Server)).Decision is SamplingDecision.RecordAndSample;
    }
}
