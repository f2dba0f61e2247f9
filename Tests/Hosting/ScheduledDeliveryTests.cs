using KanbanAspire.AppHost;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace KanbanAspire.Tests.Hosting;

public sealed class ScheduledDeliveryTests
{
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
        Assert.Contains("will not be delivered again", _logger.LatestRecord.Message, StringComparison.Ordinal);
    }

    private Task Deliver(int failures) => new ScheduledDelivery(
        (_, _) => Task.FromResult(++_deliveries > failures ? (true, "\"done\"") : (false, "\"table away\"")), _time, _logger)
        .DeliverAsync("{}", CancellationToken.None);

    private async Task AdvanceAsync(TimeSpan by, int deliveries)
    {
        _time.Advance(by);
        for (var n = 0; n < 500 && _deliveries < deliveries; n++)
        {
            await Task.Delay(10);
        }

        Assert.Equal(deliveries, _deliveries);
    }
}
