namespace KanbanAspire.Tests.Firefox;

/// <summary>A test in Firefox, which is looked for in <c>FIREFOX_PATH</c> and in the usual places; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FirefoxFactAttribute : FactAttribute
{
    private static readonly string[] Places =
    [
        Environment.GetEnvironmentVariable("FIREFOX_PATH") ?? "", "/usr/bin/firefox-esr", "/usr/bin/firefox",
        "/Applications/Firefox.app/Contents/MacOS/firefox", @"C:\Program Files\Mozilla Firefox\firefox.exe",
    ];

    /// <summary>Initializes a new instance of the <see cref="FirefoxFactAttribute"/> class.</summary>
    public FirefoxFactAttribute() => Skip = Path is null
        ? "Firefox is not installed (Debian: apt-get install firefox-esr), and FIREFOX_PATH does not name it." : null!;

    /// <summary>Gets the executable; null without Firefox.</summary>
    internal static string? Path { get; } = Array.Find(Places, File.Exists);
}
