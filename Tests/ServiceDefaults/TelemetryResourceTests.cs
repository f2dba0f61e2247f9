using KanbanAspire.ServiceDefaults.Telemetry;
using OpenTelemetry.Resources;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class TelemetryResourceTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("3f9c1a2b4d5e", "+3f9c1a2b4d5e")]
    public void Version_OfADeployment_NamesItsRelease(string? release, string ending)
    {
        var resource = ResourceBuilder.CreateEmpty();

        TelemetryResource.Describe(resource, name => name is "Telemetry__Release" ? release : null);

        var version = (string)resource.Build().Attributes.Single(attribute => attribute.Key == "service.version").Value;
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+" + System.Text.RegularExpressions.Regex.Escape(ending) + "$", version);
    }
}
