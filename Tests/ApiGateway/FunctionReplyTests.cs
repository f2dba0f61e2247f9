using System.Text;
using KanbanAspire.Local.ApiGateway;

namespace KanbanAspire.Tests.ApiGateway;

public sealed class FunctionReplyTests
{
    [Theory]
    [InlineData("""{"statusCode":200,"headers":{"Content-Type":null},"body":"hi"}""", "text/plain; charset=utf-8")]
    [InlineData("""{"statusCode":200,"headers":{},"body":"hi"}""", "text/plain; charset=utf-8")]
    [InlineData("""{"statusCode":200,"body":"hi"}""", "text/plain; charset=utf-8")]
    [InlineData("""{"statusCode":204,"headers":{"Content-Type":null},"body":""}""", null)]
    [InlineData("""{"statusCode":204,"headers":{},"body":""}""", null)]
    [InlineData("""{"statusCode":200,"headers":{"content-type":"text/html"},"body":"hi"}""", "text/html")]
    public void Response_WithoutContentType_HasThatOfApiGateway(string result, string? contentType)
    {
        var reply = FunctionReply.Read(Encoding.UTF8.GetBytes(result))!;

        Assert.Equal(contentType, reply.Headers.GetValueOrDefault("content-type"));
    }

    [Fact]
    public void Response_NullHeaders_AreNone() =>
        Assert.Empty(FunctionReply.Read("""{"statusCode":204,"headers":{"a":null,"b":null}}"""u8.ToArray())!.Headers);
}
