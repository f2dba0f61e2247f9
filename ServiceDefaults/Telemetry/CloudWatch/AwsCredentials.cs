namespace KanbanAspire.ServiceDefaults.Telemetry.CloudWatch;

/// <summary>The credentials that Lambda puts into a function's environment: valid for the life of the process.</summary>
/// <param name="KeyId">Id of the key; goes over the wire.</param>
/// <param name="Secret">The key itself; does not.</param>
/// <param name="SessionToken">Proof of the role; null for keys of a person.</param>
/// <param name="Region">For example <c>ap-northeast-2</c>.</param>
internal sealed record AwsCredentials(string KeyId, string Secret, string? SessionToken, string Region)
{
    /// <summary>Reads them.</summary>
    /// <param name="variable">Reads an environment variable; null when there is none.</param>
    /// <returns>The credentials; null when one of the variables is missing.</returns>
    internal static AwsCredentials? From(Func<string, string?> variable) =>
        variable("AWS_ACCESS_KEY_ID") is { Length: > 0 } keyId
        && variable("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret
        && variable("AWS_REGION") is { Length: > 0 } region
            ? new AwsCredentials(keyId, secret, variable("AWS_SESSION_TOKEN") is { Length: > 0 } token ? token : null, region)
            : null;
}
