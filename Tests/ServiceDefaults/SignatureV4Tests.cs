using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;

namespace KanbanAspire.Tests.ServiceDefaults;

/// <summary>Holds the signer to the vectors that AWS publishes: awslabs/aws-c-auth, tests/aws-signing-test-suite/v4.</summary>
public sealed class SignatureV4Tests
{
    private const string SessionToken =
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi"
        + "/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPk"
        + "UL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private static readonly AwsCredentials Keys = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null, "us-east-1");
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2015-08-30T12:36:00Z", CultureInfo.InvariantCulture);

    [Fact]
    public void Sign_PostVanilla_IsAsPublished() => AssertSigned(
        new HttpRequestMessage(HttpMethod.Post, "https://example.amazonaws.com/"),
        Keys,
        "host;x-amz-date",
        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");

    [Fact]
    public void Sign_PostHeaderKeySort_IsAsPublished()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://example.amazonaws.com/");
        request.Headers.Add("My-Header1", "value1");

        AssertSigned(request, Keys, "host;my-header1;x-amz-date", "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c");
    }

    [Fact]
    public void Sign_PostStsHeaderBefore_IsAsPublished() => AssertSigned(
        new HttpRequestMessage(HttpMethod.Post, "https://example.amazonaws.com/"),
        Keys with { SessionToken = SessionToken },
        "host;x-amz-date;x-amz-security-token",
        "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");

    [Fact]
    public void Sign_PostFormUrlEncoded_IsAsPublished()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://example.amazonaws.com/")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes("Param1=value1")),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Content.Headers.ContentLength = 13;
        request.Headers.Add("x-amz-content-sha256", "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e");

        AssertSigned(
            request, Keys, "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
            "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b");
    }

    [Fact]
    public void Sign_Twice_SignsAnew()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://example.amazonaws.com/");
        SignatureV4.Sign(request, "other", Keys with { SessionToken = "old" }, Now.AddMinutes(-5));

        AssertSigned(request, Keys, "host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
    }

    private static void AssertSigned(HttpRequestMessage request, AwsCredentials keys, string headers, string signature)
    {
        SignatureV4.Sign(request, "service", keys, Now);

        Assert.Equal(
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders={headers}, Signature={signature}",
            request.Headers.NonValidated["Authorization"].ToString());
        Assert.Equal("20150830T123600Z", request.Headers.GetValues("X-Amz-Date").Single());
    }
}
