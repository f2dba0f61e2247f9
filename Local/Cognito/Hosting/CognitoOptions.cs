namespace KanbanAspire.Local.Cognito;

/// <summary>Names the pool, its two addresses, its clients and the folder that keeps its data.</summary>
public sealed class CognitoOptions
{
    /// <summary>Base address of pages and OAuth endpoints, as a Cognito domain.</summary>
    public Uri Domain { get; set; } = new("http://localhost:5082");

    /// <summary>Base address of discovery and keys, as cognito-idp.{region}.amazonaws.com.</summary>
    public Uri Issuer { get; set; } = new("http://localhost:5083");

    /// <summary>Region, underscore and nine characters.</summary>
    public string PoolId { get; set; } = "ap-northeast-2_Local0001";

    /// <summary>Client of the web application: code with PKCE only.</summary>
    public string WebClientId { get; set; } = "3kanbanaspirelocalweb00001";

    /// <summary>Client of the course: implicit grant allowed, short-lived tokens.</summary>
    public string CourseClientId { get; set; } = "3kanbanaspirelocalcourse01";

    /// <summary>Origins of the web application, comma separated; callbacks are {origin}/callback, sign-out {origin}/.</summary>
    public string WebOrigin { get; set; } = "http://localhost:5080";

    /// <summary>Folder of the user database, the keys and the mails.</summary>
    public string DataFolder { get; set; } = ".data/cognito";

    /// <summary>Port of the mail receiver on the loopback address; 0 takes a free one.</summary>
    public int SmtpPort { get; set; }

    /// <summary>The iss claim: issuer base address and pool id, without a trailing slash.</summary>
    public string IssuerUrl
    {
        get
        {
            var issuer = Issuer.AbsoluteUri.TrimEnd('/');
            return issuer.EndsWith('/' + PoolId, StringComparison.Ordinal) ? issuer : $"{issuer}/{PoolId}";
        }
    }

    /// <summary>The domain without a trailing slash.</summary>
    public string DomainUrl => Domain.GetLeftPart(UriPartial.Authority);

    /// <summary>Web origins without trailing slashes.</summary>
    public string[] WebOrigins =>
        [.. WebOrigin.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(origin => origin.TrimEnd('/'))];
}
