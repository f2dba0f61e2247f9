namespace KanbanAspire.Report.Pages;

/// <summary>One of the report's two languages.</summary>
/// <param name="IsKorean">Which.</param>
internal readonly record struct Language(bool IsKorean)
{
    /// <summary>Gets the language's tag.</summary>
    public string Tag => IsKorean ? "ko" : "en";

    /// <summary>Gets what its files have before the ending.</summary>
    public string Suffix => IsKorean ? ".ko" : "";

    /// <summary>Chooses.</summary>
    /// <param name="english">A text.</param>
    /// <param name="korean">The same in Korean.</param>
    /// <returns>One of the two.</returns>
    public string Say(string english, string korean) => IsKorean ? korean : english;
}
