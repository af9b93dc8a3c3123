using System.Xml;
using System.Xml.Linq;
using FlowDemo.Comparison;
using FlowDemo.Plots;
using FlowDemo.Targets;
using FlowDemo.Tests.Reporting;

namespace FlowDemo.Tests.Plots;

/// <summary>Draws pictures and reads them back.</summary>
internal static class Pictures
{
    public static XNamespace Svg { get; } = "http://www.w3.org/2000/svg";

    /// <summary>A real comparison, small enough for every test to draw.</summary>
    public static PlotScene Ring { get; } = SceneOf(new ComparisonPlan
    {
        Solvers = ["euler", "heun"],
        Budgets = [2, 4],
        Schedules = ["uniform", "shift:2"],
        Samples = 64,
        Metrics = ["rmse"],
        ReferenceSteps = 40
    });

    public static PlotScene SceneOf(ComparisonPlan plan)
    {
        Target target = TargetLoader.Load(plan.Target, new PointsOptions());
        return new PlotScene(ComparisonRunner.Run(plan, target, null, Execution.Default), [target], Execution.Default);
    }

    public static PlotScene SceneOf(ComparisonReport report) => Ring with { Study = report };

    public static string Draw(IPlot plot, PlotScene scene) =>
        HostileWriter.Write(writer => PlotWriter.WriteSvg(plot, scene, PlotPaper.Screen, writer));

    public static XElement Read(string svg)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    public static string[] Texts(string svg) => [.. Read(svg).Descendants(Svg + "text").Select(static t => t.Value)];
}
