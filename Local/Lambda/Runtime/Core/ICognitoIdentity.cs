namespace Amazon.Lambda.Core;

/// <summary>Names the Cognito identity of a mobile caller.</summary>
public interface ICognitoIdentity
{
    /// <summary>Gets the identity's id.</summary>
    string IdentityId { get; }

    /// <summary>Gets the identity pool's id.</summary>
    string IdentityPoolId { get; }
}
