using KanbanAspire.ServiceDefaults.Telemetry;

namespace KanbanAspire.Tests.ServiceDefaults;

public sealed class XRayPropagatorTests
{
    private const string XRay = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    private const string Root = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private const string W3C = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Theory]
    [InlineData(XRay, "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData("Sampled=0; Parent=53995c3f42cd8ad8; Root=1-5759e988-bd862e3fe1be46a994272793",
        "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00")]
    [InlineData(XRay + ";Lineage=1:a87bd80c:1|c512fbe3:0", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793", null)]
    [InlineData("Root=1-5759e988-xx862e3fe1be46a994272793;Parent=53995c3f42cd8ad8", null)]
    [InlineData("Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void ToTraceParent_Header_IsReadOrLeft(string? header, string? expected) =>
        Assert.Equal(expected, XRayPropagator.ToTraceParent(header));

    [Theory]
    [InlineData(W3C, XRay, XRay, W3C)]
    [InlineData(null, XRay, null, "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData(null, Root, XRay, "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData(null, "Root=1-11111111-222222222222222222222222;Parent=3333333333333333", XRay,
        "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData(null, Root, null, null)]
    [InlineData(null, null, null, null)]
    public void Extract_Headers_PrefersW3CThenTheInvocation(string? traceParent, string? xray, string? invocation, string? expected)
    {
        var headers = new Dictionary<string, string?> { ["traceparent"] = traceParent, ["x-amzn-trace-id"] = xray };

        new XRayPropagator(name => name is "_X_AMZN_TRACE_ID" ? invocation : null).ExtractTraceIdAndState(
            headers,
            (object? _, string name, out string? value, out IEnumerable<string>? values) =>
            {
                value = headers.GetValueOrDefault(name);
                values = null;
            },
            out var traceId,
            out _);

        Assert.Equal(expected, traceId);
    }

    [Theory]
    [InlineData("127.0.0.1:9001", "127.0.0.1:9001")]
    [InlineData("localhost:5084/api:1", "localhost:5084")]
    [InlineData(null, null)]
    public void RuntimeApi_Address_IsReadWithoutItsPath(string? address, string? authority) =>
        Assert.Equal(authority, RuntimeApi.Authority(address));
}
