namespace FlowDemo.Fitting;

/// <summary>A run of calibration pairs that is worked on at once.</summary>
/// <param name="Noise">x_0.</param>
/// <param name="Ends">x(1) for each of them.</param>
/// <param name="Weights">What each counts.</param>
internal readonly record struct CalibrationChunk(SampleBatch Noise, SampleBatch Ends, ReadOnlyMemory<double> Weights);
