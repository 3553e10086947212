// The scanners that there are. Each works in a thread of its own until it is destroyed; the queue must outlive it.
#pragma once

#include <memory>
#include <string>

#include "scan/event.hpp"
#include "scan/serial_settings.hpp"

namespace heyi::terminal {

/// open_serial reads a scanner at a serial line or USB (virtual COM port), which may be unplugged and plugged in again.
/// Opening never fails: a ScannerState says what is wrong, and the device is looked for every half second.
std::unique_ptr<Scanner> open_serial(const SerialSettings& settings, EventQueue& queue);

/// open_wedge reads the keyboard, and a scanner that types, from a descriptor, usually 0. A terminal is taken out of
/// line mode and echo until the scanner is destroyed, and what was not read by then is thrown away: it may be a code.
/// Ctrl-C stays; Ctrl-Z and Ctrl-\ are switched off. Create it after, and destroy it before, a Screen.
std::unique_ptr<Scanner> open_wedge(int descriptor, EventQueue& queue);

/// open_evdev reads a scanner that is a keyboard at `/dev/input/event…` and takes it for itself, so that what it types
/// goes nowhere else, and no layout of the computer changes it (evdev.hpp). Unplugging is as with open_serial.
std::unique_ptr<Scanner> open_evdev(const std::string& path, EventQueue& queue);

/// open_folder reads the codes in pictures (png, jpg, jpeg, pgm) that are put into a folder from now on, or change
/// there (folder.hpp). It never changes the folder.
std::unique_ptr<Scanner> open_folder(const std::string& path, EventQueue& queue);

/// open_lines reads codes from any descriptor, one a line; the last one needs no line end. InputEnded comes last.
/// The descriptor stays open.
std::unique_ptr<Scanner> open_lines(int descriptor, std::string name, EventQueue& queue);

}  // namespace heyi::terminal
