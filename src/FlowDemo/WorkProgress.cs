namespace FlowDemo;

/// <summary>How far a longer piece of work has come.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Fraction">Share of the whole that is done, from 0 to 1.</param>
public sealed record WorkProgress(string Stage, double Fraction);
