using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.CDK.AWS.CloudFront;

namespace KanbanAspire.AppHost.Stack;

/// <summary>
/// Makes CloudFront send the headers of Web/security-headers.json, which the local front end sends too. CloudFront has fields of
/// its own for some headers and refuses those names among the custom ones.
/// </summary>
internal sealed partial class SecurityHeaders
{
    public SecurityHeaders(Amazon.CDK.Stack stack, StackSettings settings, EventApi events)
    {
        var headers = new Dictionary<string, string>(settings.SecurityHeaders, StringComparer.OrdinalIgnoreCase);
        var identity = $"https://cognito-idp.{stack.Region}.amazonaws.com {UserPool.DomainOf(stack, settings)}";
        string Take(string name) => headers.Remove(name, out var value)
            ? value.Replace("{identity}", identity, StringComparison.Ordinal).Replace("{realtime}", events.IfOn(events.SocketOrigin), StringComparison.Ordinal)
            : throw new InvalidDataException($"Web/security-headers.json lacks {name}.");

        var transport = Take("Strict-Transport-Security");
        _ = Take("X-Content-Type-Options");
        Id = new CfnResponseHeadersPolicy(stack, "SecurityHeaders", new CfnResponseHeadersPolicyProps
        {
            ResponseHeadersPolicyConfig = new CfnResponseHeadersPolicy.ResponseHeadersPolicyConfigProperty
            {
                Name = settings.Named("kanban-security-headers"),
                Comment = "Out of Web/security-headers.json",
                SecurityHeadersConfig = new CfnResponseHeadersPolicy.SecurityHeadersConfigProperty
                {
                    ContentSecurityPolicy = new CfnResponseHeadersPolicy.ContentSecurityPolicyProperty
                    {
                        ContentSecurityPolicy = Take("Content-Security-Policy"),
                        Override = true,
                    },
                    StrictTransportSecurity = new CfnResponseHeadersPolicy.StrictTransportSecurityProperty
                    {
                        AccessControlMaxAgeSec = int.Parse(MaxAge().Match(transport).Groups["seconds"].Value, CultureInfo.InvariantCulture),
                        IncludeSubdomains = transport.Contains("includeSubDomains", StringComparison.Ordinal),
                        Preload = transport.Contains("preload", StringComparison.Ordinal),
                        Override = true,
                    },
                    ContentTypeOptions = new CfnResponseHeadersPolicy.ContentTypeOptionsProperty { Override = true },
                    FrameOptions = new CfnResponseHeadersPolicy.FrameOptionsProperty { FrameOption = Take("X-Frame-Options"), Override = true },
                    ReferrerPolicy = new CfnResponseHeadersPolicy.ReferrerPolicyProperty { ReferrerPolicy = Take("Referrer-Policy"), Override = true },
                },
                CustomHeadersConfig = new CfnResponseHeadersPolicy.CustomHeadersConfigProperty
                {
                    Items = headers.OrderBy(header => header.Key, StringComparer.Ordinal)
                        .Select(header => new CfnResponseHeadersPolicy.CustomHeaderProperty { Header = header.Key, Value = header.Value, Override = true })
                        .ToArray(),
                },
            },
        }).Ref;
    }

    public string Id { get; }

    [GeneratedRegex("max-age=(?<seconds>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MaxAge();
}
