namespace FlowDemo.Cli.Files;

/// <summary>What the ending of a file's name says about its content.</summary>
internal static class FileExtension
{
    /// <summary>The format of pictures for print.</summary>
    public const string Pdf = "pdf";

    private const string Text = ".txt";
    private const string Svg = "svg";

    /// <summary>Pictures that other programs make of a .pdf, and the option of pdftocairo that does.</summary>
    private static readonly (string Ending, string Option)[] Converted =
    [
        (".png", "-png -singlefile -r 300"), (".jpg", "-jpeg -singlefile -r 300"), (".jpeg", "-jpeg -singlefile -r 300"), (".eps", "-eps"),
    ];

    private static readonly (string Ending, string Format)[] Known =
    [
        (".md", "markdown"),
        (".markdown", "markdown"),
        (".tex", "latex"),
        (".csv", "csv"),
        (".json", "json"),
        (".npy", "npy"),
        (".svg", "svg"),
        (".pdf", Pdf),
        (".html", "html"),
        (".htm", "html"),
    ];

    /// <summary>The format that a result is written in when the user leaves it to the name of the file.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="formats">The formats that there are, the usual one first.</param>
    /// <param name="option">Name of the option that asks for one.</param>
    /// <exception cref="FlowDemoException">The name says nothing, or a format that there is not.</exception>
    public static string Format(string path, IReadOnlyList<string> formats, string option)
    {
        string ending = EndingOf(path);
        if (ending.Length == 0 || (ending == Text && formats[0] != "json"))
        {
            return formats[0];
        }

        string? named = Known.FirstOrDefault(k => k.Ending == ending).Format;
        string[] endings = [.. Known.Where(k => formats.Contains(k.Format)).Select(static k => k.Ending)];
        return named is not null && formats.Contains(named)
            ? named
            : throw new FlowDemoException(
                $"'{path}' ends in '{ending}', which stands for no format of this command; "
                + $"end it in {string.Join(", ", endings)}, or say the format with '{option}'.");
    }

    /// <summary>Whether the name of a file says that it is of a format, or says nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The format.</param>
    public static bool Fits(string path, string format)
    {
        string ending = EndingOf(path);
        return ending.Length == 0 || Known.Contains((ending, format));
    }

    /// <summary>Refuses a file whose name promises something else.</summary>
    /// <param name="path">Where a result goes.</param>
    /// <param name="format">What it is.</param>
    /// <exception cref="FlowDemoException">The name ends otherwise.</exception>
    public static void Require(string path, string format)
    {
        if (!Fits(path, format))
        {
            throw new FlowDemoException(
                $"'{path}' has another ending, and {format.ToUpperInvariant()} would go there; "
                + $"end the name in {Known.First(k => k.Format == format).Ending}.");
        }
    }

    /// <summary>The format of a picture by the name of its file.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="option">Name of the option that asks for it.</param>
    /// <exception cref="FlowDemoException">It is one that is not drawn here.</exception>
    public static string RequirePicture(string path, string option)
    {
        string ending = EndingOf(path);
        if (Converted.FirstOrDefault(c => c.Ending == ending).Option is string conversion)
        {
            string drawn = Path.ChangeExtension(path, ".pdf");

            // It puts the ending of a picture of dots to the name itself.
            string made = ending == ".eps" ? path : Path.ChangeExtension(path, null);
            throw new FlowDemoException(
                $"'{option} {path}' is no picture of lines, and only .svg and .pdf are drawn; draw '{drawn}', and then make it by: "
                    + $"pdftocairo {conversion} {drawn} {made}");
        }

        if (path != OutputFile.StandardOutput && Fits(path, Pdf) && !Fits(path, Svg))
        {
            return Pdf;
        }

        Require(path, Svg);
        return Svg;
    }

    /// <summary>The ending of a file's name; devices and pipes have names that say nothing.</summary>
    private static string EndingOf(string path) =>
        path == OutputFile.StandardOutput || FileStatus.Of(path) is { IsRegular: false }
            ? string.Empty
            : Path.GetExtension(path).ToLowerInvariant();
}
