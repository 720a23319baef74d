# needs: machine
"""Blink and take the temperature: MicroPython on a Raspberry Pi Pico."""

# [blink]
from time import sleep

from machine import ADC, Pin

led = Pin("LED", Pin.OUT)
sensor = ADC(4)  # sits in the chip itself

for _ in range(10):
    led.toggle()
    volts = sensor.read_u16() * 3.3 / 65535
    print(f"{27 - (volts - 0.706) / 0.001721:.1f} °C")
    sleep(1)
# [/blink]
