using System.CommandLine;
using FlowDemo.Comparison.Studies;

namespace FlowDemo.Cli.Options;

/// <summary>What is made of results that are not all there.</summary>
internal sealed class RenderOptions : OptionGroup
{
    public RenderOptions()
        : base("render")
    {
        Method = Text(
            "--method -m", "LIST", "show these rows alone, as in heun/uniform,euler/boss; marks and ratios stay those of the whole report");
        CompletesMethods(Method);
        Partial = Flag("--partial", "show a study although units are missing; rows of methods that are not there are left out");
    }

    public Option<string> Method { get; }

    public Option<bool> Partial { get; }

    /// <summary>A study with the rows that are asked for alone, in the order in which they are asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="study">All of it.</param>
    /// <exception cref="FlowDemoException">There is no such row.</exception>
    public StudyReport Choose(ParseResult parsed, StudyReport study)
    {
        if (parsed.GetValue(Method) is not string list)
        {
            return study;
        }

        string[] methods = [.. study.Methods];
        return study.Showing([.. NameList.Split(list).Select(m => ArgumentText.Word(Method.Name, MethodOptions.Canonical(m), methods))]);
    }
}
