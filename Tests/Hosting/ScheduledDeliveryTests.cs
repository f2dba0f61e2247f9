using KanbanAspire.AppHost;
using KanbanAspire.Tests.Support;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Hosting;

public sealed class ScheduledDeliveryTests
{
    private const string Failure = """{"errorType":"Away","errorMessage":"table away","stackTrace":["at Table"]}""";

    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger _logger = new();
    private int _deliveries;

    [Fact]
    public async Task Event_Handled_IsDeliveredOnce()
    {
        await Deliver(failures: 0).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal((1, "\"done\""), (_deliveries, _logger.LatestRecord.Message));
    }

    [Fact]
    public async Task Event_FailedTwice_ComesAgainAfterOneMinuteAndTwoMore()
    {
        var delivering = Deliver(failures: 2);
        Assert.Equal(1, _deliveries);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, _deliveries);
        await AdvanceAsync(TimeSpan.FromSeconds(1), deliveries: 2);
        await AdvanceAsync(TimeSpan.FromMinutes(2), deliveries: 3);

        await delivering.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("\"done\"", _logger.LatestRecord.Message);
    }

    [Fact]
    public async Task Event_FailedThreeTimes_IsDroppedAndSaid()
    {
        var delivering = Deliver(failures: 3);
        await AdvanceAsync(TimeSpan.FromMinutes(1), deliveries: 2);
        await AdvanceAsync(TimeSpan.FromMinutes(2), deliveries: 3);

        await delivering.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("Away: table away, will not be delivered again", _logger.LatestRecord.Message);
    }

    [Theory]
    [InlineData("""{"errorMessage":"no route"}""", "no route")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("not JSON", "not JSON")]
    public async Task Event_Failed_SaysWhatTheAnswerHolds(string answer, string said)
    {
        var delivering = new ScheduledDelivery((_, _) => Task.FromResult((false, answer)), _time, _logger).DeliverAsync("{}", CancellationToken.None);

        Assert.Equal($"{said}, will be delivered again in 00:01:00", _logger.LatestRecord.Message);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(() => _logger.Collector.Count is 2, "It was not delivered again.");
        _time.Advance(TimeSpan.FromMinutes(2));
        await delivering.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private Task Deliver(int failures) => new ScheduledDelivery(
        (_, _) => Task.FromResult(++_deliveries > failures ? (true, "\"done\"") : (false, Failure)), _time, _logger)
        .DeliverAsync("{}", CancellationToken.None);

    private Task AdvanceAsync(TimeSpan by, int deliveries)
    {
        _time.Advance(by);
        return Eventually.TrueAsync(() => _deliveries == deliveries, $"There are {_deliveries} deliveries, not {deliveries}.");
    }
}
