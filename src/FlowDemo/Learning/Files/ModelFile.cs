using System.Text;
using FlowDemo.Interchange;
using FlowDemo.Learning.Models;
using FlowDemo.Targets;

namespace FlowDemo.Learning.Files;

/// <summary>Models as JSON: the same bytes for the same model, and what is read back gives the same bytes.</summary>
public static class ModelFile
{
    private static readonly SealedJson<ModelForm> Json =
        new("flowdemo-model", 2, "model file", "train", ModelJson.Default.SealedFileModelForm);

    /// <summary>Writes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(VelocityModel model, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Encoding.UTF8.GetString(Json.Write(ModelForm.Of(model))));
    }

    /// <summary>Reads the model of a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="FlowDemoException">The file cannot be read, or is not a model that can be used.</exception>
    public static VelocityModel Load(string path) => Read(InputFile.ReadBytes(path), path);

    /// <summary>Reads a model.</summary>
    /// <param name="json">The content of the file.</param>
    /// <param name="name">What to call the file in a complaint.</param>
    /// <exception cref="FlowDemoException">The content is not a model of this version, is incomplete, or was changed.</exception>
    public static VelocityModel Read(ReadOnlyMemory<byte> json, string name) => Json.Read(json, name, static form => form.ToModel());
}
