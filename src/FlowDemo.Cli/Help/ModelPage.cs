using System.Text;

namespace FlowDemo.Cli.Help;

/// <summary>What one writes to have a network of one's own compared.</summary>
internal static class ModelPage
{
    /// <summary>The word that 'explain' knows it by.</summary>
    public const string Id = "model";

    /// <summary>The page.</summary>
    public const string Text = "text";

    /// <summary>The file to serve a network from Python.</summary>
    public const string Python = "python";

    /// <summary>Reads one of them.</summary>
    /// <param name="format"><see cref="Text"/> or <see cref="Python"/>.</param>
    public static string Read(string format)
    {
        string name = format == Python ? "flowdemo_field.py" : "model.txt";
        using Stream resource = typeof(ModelPage).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(resource, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
