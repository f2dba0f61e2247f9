using KanbanAspire.Local.Lambda;

namespace KanbanAspire.Tests.Lambda;

public sealed class TraceHeaderTests
{
    [Theory]
    [InlineData(null, "^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0$")]
    [InlineData("", "^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0$")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793",
        "^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0$")]
    [InlineData("Sampled=1; Root=1-5759e988-bd862e3fe1be46a994272793; Parent=53995c3f42cd8ad8; Lineage=1:a87bd80c:1",
        "^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a87bd80c:1$")]
    public void Complete_Header_KeepsTheCallersFieldsAndAddsTheOthers(string? header, string expected) =>
        Assert.Matches(expected, TraceHeader.Complete(header));
}
