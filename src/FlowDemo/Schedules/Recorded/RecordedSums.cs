namespace FlowDemo.Schedules.Recorded;

/// <summary>What a measure has added up over the part of a sample that it has seen.</summary>
/// <param name="Step">Of the step: |y - x|^2 or |y - x|_1, or |y - x_M|^2 for the deviation.</param>
/// <param name="StepAlong">Of the step: (y - x_M) . d, d the chord from x_0 to x_M.</param>
/// <param name="Exact">Of the trajectory: |x - x_M|^2.</param>
/// <param name="ExactAlong">Of the trajectory: (x - x_M) . d.</param>
/// <param name="Chord">|d|^2.</param>
internal readonly record struct RecordedSums(double Step, double StepAlong = 0, double Exact = 0, double ExactAlong = 0, double Chord = 0);
