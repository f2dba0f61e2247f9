using System.Text;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.AspNetCoreServer.Internal;
using CsCheck;
using KanbanAspire.Local.ApiGateway;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace KanbanAspire.Tests.Local.Lambda;

/// <summary>Checks that whatever goes in at the gateway is what the application sees, and the same on the way back.</summary>
public sealed class PayloadPropertyTests
{
    private static readonly Gen<string> Text = Gen.OneOf<string>(
        Gen.String[Gen.Char[' ', '~'], 0, 12],
        Gen.Int[1, 0x10FFFF].Where(c => c is < 0xD800 or > 0xDFFF).Array[0, 8].Select(cs => string.Concat(cs.Select(char.ConvertFromUtf32))),
        Gen.OneOf("%", "%2F", "%00", "a b", "한글", "\"quoted\"", "back\\slash", "?", "#", "&=+;", "\u2028", "😀"));

    private static readonly Gen<string> Name = Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"], 1, 12].Select(n => "x-" + n);
    private static readonly Gen<string> HeaderValue = Gen.String[Gen.Char['!', '~'], 1, 20];
    private static readonly Gen<string> CookiePair = Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 5], Gen.String[Gen.Char['a', 'z'], 0, 8], (n, v) => $"{n}={v}");
    private static readonly Gen<string?> ContentType = Gen.OneOf<string?>(
        null, "application/json", "text/plain; charset=utf-8", "image/png", "application/x-www-form-urlencoded", "application/problem+json", "text/html");

    private static readonly Gen<byte[]> Body = Gen.OneOf<byte[]>(Gen.Byte.Array[0, 200], Text.Select(Encoding.UTF8.GetBytes));

    [Fact]
    public void Request_Any_ReachesTheApplicationAsItWas() => Gen.Select(
        Gen.OneOf("GET", "PUT", "POST", "DELETE", "PATCH"),
        Text.Array[1, 4].Select(segments => "/" + string.Join('/', segments)),
        Gen.Select(Text, Text).Array[0, 5].Select(pairs => string.Join('&', pairs.Select(p => $"{Uri.EscapeDataString(p.Item1)}={Uri.EscapeDataString(p.Item2)}"))),
        Gen.Select(Name, HeaderValue.Array[1, 3]).Array[0, 5],
        CookiePair.Array[0, 4],
        Gen.Select(ContentType, Body)).Sample((method, path, query, headers, cookies, content) =>
        {
            var (contentType, body) = content;
            var context = Http.Context(method, "/" + (query.Length == 0 ? "" : "?" + query));
            context.Request.Path = new PathString(path);
            var expected = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, values) in headers)
            {
                context.Request.Headers[name] = new StringValues(values);
                expected[name] = string.Join(',', values);
            }

            context.Request.Headers.Cookie = cookies.Length == 0 ? StringValues.Empty : string.Join("; ", cookies);
            context.Request.ContentType = contentType;

            var written = RequestEvent.Write(new GatewayRequest(context), body);
            var seen = new LambdaRequest(Payload.Read(written), new TestLambdaContext());

            // A path is decoded twice: by the gateway, and by the Lambda packages.
            Assert.Equal((method, Payload.DecodedAgain(path), query.Length == 0 ? "" : "?" + query), (seen.Method, seen.Path, seen.QueryString));
            Assert.All(expected, h => Assert.Equal(h.Value, string.Join(',', seen.Headers[h.Key].AsEnumerable())));
            Assert.Equal(string.Join("; ", cookies), seen.Headers.Cookie.ToString());
            Assert.Equal(contentType ?? "", seen.Headers.ContentType.ToString());
            Assert.Equal(body, ((MemoryStream)seen.Body).ToArray());
        }, iter: 2_000);

    [Fact]
    public void Response_Any_ReachesTheCallerAsItWas() => Gen.Select(
        Gen.Int[200, 599],
        Gen.Select(Name, HeaderValue.Array[1, 3]).Array[0, 5],
        CookiePair.Array[0, 4],
        Gen.Select(ContentType, Gen.OneOf<string?>(null, null, null, "gzip"), Body)).Sample((status, headers, cookies, content) =>
        {
            var (contentType, encoding, body) = content;
            if (encoding is null && contentType is not "image/png")
            {
                // Text that is not UTF-8 is lost.
                body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body));
            }

            var response = new LambdaResponse(new HostingOptions()) { StatusCode = status };
            var expected = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, values) in headers)
            {
                response.Headers[name] = new StringValues(values);
                expected[name] = string.Join(',', values);
            }

            response.Headers.SetCookie = cookies;
            response.Headers.ContentType = contentType;
            response.Headers.ContentEncoding = encoding;
            response.Stream.Write(body);

            var reply = FunctionReply.Read(Payload.Write(response.ToPayload()))!;

            Assert.Equal(status, reply.StatusCode);
            Assert.All(expected, h => Assert.Equal(h.Value, reply.Headers[h.Key]));
            Assert.Equal(cookies, reply.Cookies);
            Assert.Equal(body, reply.Body.ToArray());
            if (contentType is not null)
            {
                Assert.Equal(contentType, reply.Headers["content-type"]);
            }
        }, iter: 2_000);

    [Fact]
    public void Result_AnyBytes_NeverThrow() =>
        Gen.OneOf<byte[]>(Gen.Byte.Array[0, 60], Text.Select(Encoding.UTF8.GetBytes), Gen.OneOf(
            """{"statusCode":null}""", """{"statusCode":200,"headers":[]}""", """{"statusCode":200,"cookies":[1]}""", """{"statusCode":1e99}""",
            """{"statusCode":200,"headers":{"a":null,"b":{}}}""").Select(Encoding.UTF8.GetBytes))
            .Sample(bytes => Assert.True(FunctionReply.Read(bytes) is null or { StatusCode: >= 200 }), iter: 5_000);
}
